import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { equalValues } from "../keys/compare-values.ts";
import { isDoc } from "../values/bson-type.ts";
import { type Doc, entryOf, isIndexLike } from "../values/doc.ts";
import { applyChange, type Change } from "./apply-change.ts";
import { type ArrayFilters, compileArrayFilters } from "./array-filters.ts";
import { arrayOperators } from "./array-operators.ts";
import { fieldOperators } from "./field-operators.ts";
import { resolvePath } from "./resolve-paths.ts";
import type { MakeOperator, UpdateContext } from "./update-operator.ts";
import { updatePath } from "./update-path.ts";

/** Makes each update operator of the closed list. */
export const updateOperators: Readonly<Record<string, MakeOperator>> = {
  ...fieldOperators,
  ...arrayOperators,
};

/** A compiled update. */
export interface CompiledUpdate {
  readonly isReplacement: boolean;
  /** Whether the update uses the positional `$`, so that the position must be found. */
  readonly usesPosition: boolean;
  /** Returns the document after the update; the given one is not changed, and is returned if nothing changes. */
  apply(doc: Doc, context: UpdateContext): Doc;
}

/** Compiles an update: a replacement or update operators. */
export function compileUpdate(update: unknown, arrayFilters: readonly Doc[] = []): CompiledUpdate {
  if (Array.isArray(update)) {
    throw notAvailable("an update by a pipeline");
  }
  if (!isDoc(update)) {
    throw mongoError(9, "Update argument must be an object");
  }
  if (Object.keys(update)[0]?.[0] === "$") {
    return operatorUpdate(readChanges(update), compileArrayFilters(arrayFilters));
  }
  if (arrayFilters.length > 0) {
    throw mongoError(9, "arrayFilters may not be specified for replacement-style updates");
  }
  const operator = Object.keys(update).find((name) => name[0] === "$");
  if (operator !== undefined) {
    throw mongoError(52, `The field '${operator}' is not allowed in a replacement document`);
  }
  return { isReplacement: true, usesPosition: false, apply: (doc) => replaced(doc, update) };
}

/** Returns the replacement of a document, with the old `_id`. */
function replaced({ _id }: Doc, next: Doc): Doc {
  if (_id === undefined) {
    return next;
  }
  if (next._id !== undefined) {
    checkId(_id, next._id);
  }
  return next._id === undefined ? { _id, ...next } : next;
}

function checkId(before: unknown, after: unknown): void {
  if (!equalValues(before, after)) {
    throw mongoError(66, "The update would modify the immutable field '_id'");
  }
}

/** Reads the operators, in the order in which MongoDB applies them: by path, array indexes as numbers. */
function readChanges(update: Doc): readonly Change[] {
  const changes = Object.entries(update).flatMap(([name, fields]) => {
    const make = entryOf(updateOperators, name);
    if (!make) {
      throw notAvailable(`Unknown modifier: ${name}; it`, 9);
    }
    if (!isDoc(fields)) {
      throw mongoError(9, `${name} needs an object with the fields to change`);
    }
    return Object.entries(fields).map(
      ([path, argument]): Change => ({ path: updatePath(path), operator: make(argument, path) }),
    );
  });
  changes.sort((a, b) => comparePaths(a.path, b.path));
  checkConflicts(changes);
  return changes;
}

function comparePaths(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  const [one, other] = [a[at], b[at]];
  if (one === undefined || other === undefined) {
    return a.length - b.length;
  }
  if (isIndexLike(one) && isIndexLike(other)) {
    return Number(one) - Number(other);
  }
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** Throws error 40 if two changes, sorted by path, have the same path or one is part of the other. */
function checkConflicts(changes: readonly Change[]): void {
  for (const [at, { path }] of changes.entries()) {
    const before = changes[at - 1]?.path;
    if (!before?.every((part, index) => part === path[index])) {
      continue;
    }
    const [one, other] = [path.join("."), before.join(".")];
    throw mongoError(40, `Updating the path '${one}' would create a conflict at '${other}'`);
  }
}

function operatorUpdate(changes: readonly Change[], filters: ArrayFilters): CompiledUpdate {
  const parts = changes.flatMap(({ path }) => path);
  const used = new Set(
    parts.filter((part) => /^\$\[.+\]$/.test(part)).map((it) => it.slice(2, -1)),
  );
  for (const name of used) {
    if (!filters.has(name)) {
      throw mongoError(2, `No array filter found for '${name}'`);
    }
  }
  for (const name of filters.keys()) {
    if (!used.has(name)) {
      throw mongoError(9, `The array filter '${name}' was not used`);
    }
  }
  const usesPosition = parts.includes("$");
  const isFixed = !usesPosition && !parts.some((part) => part.startsWith("$["));
  return {
    isReplacement: false,
    usesPosition,
    apply: (doc, context) => {
      const resolved = isFixed ? changes : resolveAll(doc, changes, context, filters);
      let after = doc;
      for (const change of resolved) {
        after = applyChange(change, after, 0, context) as Doc;
      }
      if (doc._id !== undefined) {
        checkId(doc._id, after._id);
      }
      return after;
    },
  };
}

/** Resolves all paths before any change: array filters test the elements as they were. */
function resolveAll(
  doc: Doc,
  changes: readonly Change[],
  { position }: UpdateContext,
  filters: ArrayFilters,
): readonly Change[] {
  const resolved = changes.flatMap(({ path, operator }) =>
    resolvePath(doc, path, position, filters).map((one) => ({ path: one, operator })),
  );
  resolved.sort((a, b) => comparePaths(a.path, b.path));
  checkConflicts(resolved);
  return resolved;
}
