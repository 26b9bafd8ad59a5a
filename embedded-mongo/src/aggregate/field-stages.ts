import { mongoError } from "../errors/mongo-error.ts";
import { addLeaf, compute, readLeaves, type Tree } from "../project/projection-tree.ts";
import { readProjection } from "../project/read-projection.ts";
import { mapped } from "../task/pause.ts";
import { isDoc } from "../values/bson-type.ts";
import type { Step } from "./stage.ts";

/** `$set`, `$unset` and `$project`: the stages that change documents one by one. */
export const fieldStages = { $set: setFields, $unset: unset, $project: project };

function setFields(spec: unknown): Step {
  if (!isDoc(spec) || Object.keys(spec).length === 0) {
    throw mongoError(40272, "$set specification must be an object with at least one field");
  }
  const tree: Tree = new Map();
  readLeaves(spec, true, (path, leaf) => addLeaf(tree, path, leaf));
  return (docs) => mapped(docs, (doc) => compute(tree, { ...doc }, doc));
}

function project(spec: unknown): Step {
  if (!isDoc(spec) || Object.keys(spec).length === 0) {
    throw mongoError(51272, "$project specification must be an object with at least one field");
  }
  const { apply } = readProjection(spec);
  return (docs) => mapped(docs, apply);
}

function unset(spec: unknown): Step {
  const paths = Array.isArray(spec) ? spec : [spec];
  if (paths.length === 0 || paths.some((path) => typeof path !== "string")) {
    throw mongoError(31120, "$unset specification must be a string or an array of strings");
  }
  return project(Object.fromEntries(paths.map((path) => [path, false])));
}
