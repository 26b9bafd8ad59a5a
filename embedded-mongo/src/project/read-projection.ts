import { compileExpression } from "../aggregate/compile-expression.ts";
import type { Scope } from "../aggregate/expression.ts";
import { mongoError } from "../errors/mongo-error.ts";
import { bsonType, isDoc, isNumber } from "../values/bson-type.ts";
import { type Doc, fieldName } from "../values/doc.ts";
import { fieldPathParts } from "../values/field-path.ts";
import { truthy } from "../values/truthy.ts";
import {
  addLeaf,
  compute,
  exclude,
  hasComputed,
  include,
  type Leaf,
  projectionNode,
} from "./projection-tree.ts";

/** A field of a projection that only `find` has (`$slice`, `$elemMatch`, `.$`); the reader says what it is. */
export type ReadSpecial = (path: string, value: unknown) => "inclusion" | "neutral" | undefined;

type Entry = { readonly path: string } & ({ readonly flag: boolean } | { readonly leaf: Leaf });

/** Compiles a projection of either kind; `special` sees each field first. */
export function readProjection(spec: Doc, special: ReadSpecial): (scope: Scope) => Doc {
  const entries: Entry[] = [];
  let kind = { type: undefined as "inclusion" | "exclusion" | undefined, weak: false };
  const noteInclusion = (path: string) => {
    if (kind.type === "exclusion")
      throw mongoError(31253, `Cannot do inclusion on field ${path} in exclusion projection`);
    kind = { ...kind, type: "inclusion" };
  };
  collect(spec, "", entries, (path, value) => {
    const found = special(path, value);
    if (found === "inclusion") kind.weak = true;
    return found !== undefined;
  });
  for (const entry of entries) {
    if ("leaf" in entry) {
      if (kind.type === "exclusion") {
        throw mongoError(31252, "Cannot use an expression in an exclusion projection");
      }
      noteInclusion(entry.path);
    } else if (entry.path !== "_id") {
      if (entry.flag) noteInclusion(entry.path);
      else if (kind.type === "inclusion") {
        throw mongoError(
          31254,
          `Cannot do exclusion on field ${entry.path} in inclusion projection`,
        );
      } else kind.type = "exclusion";
    }
  }
  const id = entries.find((entry) => entry.path === "_id" && "flag" in entry) as
    | { flag: boolean }
    | undefined;
  const inclusion = kind.type ? kind.type === "inclusion" : id ? id.flag : kind.weak;
  return inclusion ? inclusionOf(entries, id?.flag !== false) : exclusionOf(entries);
}

function inclusionOf(entries: readonly Entry[], withId: boolean): (scope: Scope) => Doc {
  const root = projectionNode();
  const mentionsId = entries.some(({ path }) => path === "_id" || path.startsWith("_id."));
  if (withId && !mentionsId) addLeaf(root, "_id", { kind: "flag" });
  for (const entry of entries) {
    if ("leaf" in entry) addLeaf(root, entry.path, entry.leaf);
    else if (entry.flag) addLeaf(root, entry.path, { kind: "flag" });
  }
  if (!hasComputed(root)) return (scope) => include(root, scope.root);
  return (scope) => compute(root, include(root, scope.root), scope);
}

function exclusionOf(entries: readonly Entry[]): (scope: Scope) => Doc {
  const root = projectionNode();
  for (const entry of entries)
    if ("flag" in entry && !entry.flag) addLeaf(root, entry.path, { kind: "flag" });
  return (scope) => exclude(root, scope.root);
}

function collect(
  spec: Doc,
  prefix: string,
  entries: Entry[],
  special: (path: string, value: unknown) => boolean,
): void {
  for (const key of Object.keys(spec)) {
    const value = spec[key];
    const path = prefix + fieldName(key);
    if (special(path, value)) continue;
    fieldPathParts(path);
    if (typeof value === "boolean" || isNumber(value)) entries.push({ path, flag: truthy(value) });
    else if (isDoc(value) && Object.keys(value)[0]?.[0] !== "$") {
      if (Object.keys(value).length === 0) {
        throw mongoError(
          51270,
          `An empty sub-projection is not a valid value. Found empty object at path: ${path}`,
        );
      }
      collect(value, `${path}.`, entries, special);
    } else if (bsonType(value) === "undefined")
      throw mongoError(2, "a projection must not hold undefined");
    else entries.push({ path, leaf: { kind: "computed", evaluate: compileExpression(value) } });
  }
}
