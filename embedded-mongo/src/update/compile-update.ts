import type { Listed } from "../closed-list.ts";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { isIn, unlisted } from "../errors/unlisted.ts";
import { isDoc } from "../values/bson-type.ts";
import { equalValues } from "../values/compare.ts";
import type { Doc } from "../values/doc.ts";
import { applyNode } from "./apply-tree.ts";
import { compileArrayFilters } from "./array-filters.ts";
import { arrayOperators } from "./array-operators.ts";
import { plainOperators } from "./field-operators.ts";
import type { UpdateContext } from "./update-context.ts";
import { updatePath } from "./update-path.ts";
import { addOperator, fieldsNode, type MakeOperator } from "./update-tree.ts";

/** Makes each update operator of the closed list. */
const operators: Readonly<Record<Listed<"updateOperators">, MakeOperator>> = {
  ...plainOperators,
  ...arrayOperators,
};

/** An update that has been read once and can be applied to many documents. */
export interface CompiledUpdate {
  readonly isReplacement: boolean;
  /** Whether the update names the positional `$`, so that the position is worth finding. */
  readonly usesPosition: boolean;
  /** The document after the update; the one given stays as it is, and is returned itself if nothing changes. */
  apply(doc: Doc, context: UpdateContext): Doc;
}

/** Compiles an update: a replacement or update operators. */
export function compileUpdate(update: unknown, arrayFilters: readonly Doc[] = []): CompiledUpdate {
  if (Array.isArray(update)) throw notAvailable("an update by a pipeline");
  if (!isDoc(update)) throw mongoError(9, "Update argument must be either an object or an array");
  const [first] = Object.keys(update);
  if (first?.[0] === "$") return operatorUpdate(update, arrayFilters);
  if (arrayFilters.length > 0)
    throw mongoError(9, "arrayFilters may not be specified for replacement-style updates");
  return replacement(update);
}

function replacement(update: Doc): CompiledUpdate {
  const operator = Object.keys(update).find((name) => name[0] === "$");
  if (operator !== undefined)
    throw mongoError(52, `The field '${operator}' is not allowed in a replacement document`);
  return {
    isReplacement: true,
    usesPosition: false,
    apply: (doc) => replaced(doc, update),
  };
}

/** A document in place of another: the old `_id` stays. */
function replaced(doc: Doc, next: Doc): Doc {
  if (doc._id === undefined) return next;
  if (next._id === undefined) return { _id: doc._id, ...next };
  if (equalValues(doc._id, next._id)) return next;
  throw idChanged();
}

function operatorUpdate(update: Doc, arrayFilters: readonly Doc[]): CompiledUpdate {
  const filters = compileArrayFilters(arrayFilters);
  const used = new Set<string>();
  const root = fieldsNode();
  for (const [name, fields] of Object.entries(update)) {
    if (!isIn(operators, name)) throw unlisted(name, 9, `Unknown modifier: ${name}`);
    if (!isDoc(fields)) throw mongoError(9, `${name} needs an object with the fields to change`);
    for (const [path, argument] of Object.entries(fields)) {
      const parts = updatePath(path);
      noteFilters(path, parts, filters, used);
      addOperator(root, path, parts, operators[name](argument, path));
    }
  }
  for (const name of filters.keys()) {
    if (!used.has(name))
      throw mongoError(9, `The array filter '${name}' was not used in the update`);
  }
  return {
    isReplacement: false,
    usesPosition: usesPosition(update),
    apply: (doc, context) => {
      const after = applyNode(root, doc, "", { ...context, filters }) as Doc;
      if (doc._id !== undefined && !equalValues(doc._id, after._id)) throw idChanged();
      return after;
    },
  };
}

function usesPosition(update: Doc): boolean {
  return Object.values(update).some((fields) =>
    Object.keys(fields as Doc).some((path) => /\.\$(\.|$)/.test(path)),
  );
}

function idChanged(): Error {
  return mongoError(66, "The update would modify the immutable field '_id'");
}

function noteFilters(
  path: string,
  parts: readonly string[],
  filters: ReadonlyMap<string, unknown>,
  used: Set<string>,
): void {
  for (const part of parts) {
    if (!part.startsWith("$[") || part === "$[]") continue;
    const identifier = part.slice(2, -1);
    if (!filters.has(identifier)) {
      throw mongoError(2, `No array filter found for identifier '${identifier}' in path '${path}'`);
    }
    used.add(identifier);
  }
}
