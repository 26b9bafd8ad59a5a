import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { compileExpression } from "../expressions/compile-expression.ts";
import { isDoc, isNumber } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
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

type Entry = { readonly path: string } & ({ readonly flag: boolean } | { readonly leaf: Leaf });

/** Compiles a projection of a find or of `$project`: inclusion, exclusion or computed fields. */
export function readProjection(spec: Doc): (doc: Doc) => Doc {
  const entries: Entry[] = [];
  collect(spec, "", entries);
  const id = entries.find((entry) => entry.path === "_id" && "flag" in entry);
  const others = entries.filter((entry) => entry !== id);
  const first = others[0] ?? id;
  const isExclusion = first !== undefined && "flag" in first && !first.flag;
  for (const entry of others) {
    const excludes = "flag" in entry && !entry.flag;
    if (excludes === isExclusion) {
      continue;
    }
    throw isExclusion
      ? mongoError(31253, `Cannot do inclusion on field ${entry.path} in exclusion projection`)
      : mongoError(31254, `Cannot do exclusion on field ${entry.path} in inclusion projection`);
  }
  if (isExclusion) {
    return exclusionOf(entries);
  }
  return inclusionOf(entries, !(id && "flag" in id && !id.flag));
}

function inclusionOf(entries: readonly Entry[], withId: boolean): (doc: Doc) => Doc {
  const root = projectionNode();
  const mentionsId = entries.some(({ path }) => path === "_id" || path.startsWith("_id."));
  if (withId && !mentionsId) {
    addLeaf(root, "_id", { kind: "flag" });
  }
  for (const entry of entries) {
    if ("leaf" in entry) {
      addLeaf(root, entry.path, entry.leaf);
    } else if (entry.flag) {
      addLeaf(root, entry.path, { kind: "flag" });
    }
  }
  if (!hasComputed(root)) {
    return (doc) => include(root, doc);
  }
  return (doc) => compute(root, include(root, doc), doc);
}

function exclusionOf(entries: readonly Entry[]): (doc: Doc) => Doc {
  const root = projectionNode();
  for (const entry of entries) {
    if ("flag" in entry && !entry.flag) {
      addLeaf(root, entry.path, { kind: "flag" });
    }
  }
  return (doc) => exclude(root, doc);
}

function collect(spec: Doc, prefix: string, entries: Entry[]): void {
  for (const key of Object.keys(spec)) {
    const value = spec[key];
    const path = prefix + key;
    if (path.endsWith(".$")) {
      throw notAvailable("the positional projection .$");
    }
    fieldPathParts(path);
    if (typeof value === "boolean" || isNumber(value)) {
      entries.push({ path, flag: truthy(value) });
    } else if (isDoc(value) && Object.keys(value)[0]?.[0] !== "$") {
      if (Object.keys(value).length === 0) {
        throw mongoError(51270, `An empty sub-projection is not a valid value at path: ${path}`);
      }
      collect(value, `${path}.`, entries);
    } else {
      entries.push({ path, leaf: { kind: "computed", evaluate: compileExpression(value) } });
    }
  }
}
