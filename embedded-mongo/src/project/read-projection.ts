import { mongoError } from "../errors/mongo-error.ts";
import type { Doc } from "../values/doc.ts";
import {
  addLeaf,
  compute,
  exclude,
  hasComputed,
  include,
  type Leaf,
  readLeaves,
  type Tree,
} from "./projection-tree.ts";

/** A projection of a find or of `$project`: inclusion, exclusion or computed fields. */
export interface Projection {
  readonly apply: (doc: Doc) => Doc;
  /** The fields that an inclusion reads; undefined if the projection may read all. */
  readonly kept: Tree | undefined;
}

/** Compiles a projection. */
export function readProjection(spec: Doc): Projection {
  const leaves: [path: string, leaf: Leaf][] = [];
  readLeaves(spec, false, (path, leaf) => leaves.push([path, leaf]));
  const id = leaves.find(([path, leaf]) => path === "_id" && typeof leaf === "string");
  const others = leaves.filter((one) => one !== id);
  const isExclusion = (others[0] ?? id)?.[1] === "drop";
  for (const [path, leaf] of others) {
    if (isExclusion !== (leaf === "drop")) {
      throw isExclusion
        ? mongoError(31253, `Cannot do inclusion on field ${path} in exclusion projection`)
        : mongoError(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
    }
  }
  const tree: Tree = new Map();
  if (!isExclusion && !leaves.some(([path]) => path === "_id" || path.startsWith("_id."))) {
    addLeaf(tree, "_id", "keep");
  }
  for (const [path, leaf] of leaves) {
    if ((leaf === "drop") === isExclusion) {
      addLeaf(tree, path, leaf);
    }
  }
  if (isExclusion) {
    return { apply: (doc) => exclude(tree, doc), kept: undefined };
  }
  if (!hasComputed(tree)) {
    return { apply: (doc) => include(tree, doc), kept: tree };
  }
  return { apply: (doc) => compute(tree, include(tree, doc), doc), kept: undefined };
}
