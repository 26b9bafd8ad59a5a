import { mongoError } from "../errors/mongo-error.ts";
import { compileExpression } from "../expressions/compile-expression.ts";
import {
  addLeaf,
  compute,
  type ProjectionNode,
  projectionNode,
} from "../project/projection-tree.ts";
import { readProjection } from "../project/read-projection.ts";
import { isDoc } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import { fieldPathParts } from "../values/field-path.ts";
import { type MakeStage, perDocument } from "./stage.ts";

/** `$set`, `$unset` and `$project`: the stages that change documents one by one. */
export const fieldStages = { $set: setFields, $unset: unset, $project: project } satisfies Record<
  string,
  MakeStage
>;

function setFields(spec: unknown) {
  if (!isDoc(spec) || Object.keys(spec).length === 0) {
    throw mongoError(40272, "$set specification must be an object with at least one field");
  }
  const root = projectionNode();
  collectFields(spec, "", root);
  return perDocument((doc) => compute(root, { ...doc }, doc));
}

function collectFields(spec: Doc, prefix: string, root: ProjectionNode): void {
  for (const key of Object.keys(spec)) {
    const value = spec[key];
    const path = prefix + key;
    fieldPathParts(path);
    if (isDoc(value) && Object.keys(value).length === 0) {
      throw mongoError(40180, `an empty object is not a valid value at path: ${path}`);
    }
    if (isDoc(value) && Object.keys(value)[0]?.[0] !== "$") {
      collectFields(value, `${path}.`, root);
    } else {
      addLeaf(root, path, { kind: "computed", evaluate: compileExpression(value) });
    }
  }
}

function project(spec: unknown) {
  if (!isDoc(spec) || Object.keys(spec).length === 0) {
    throw mongoError(51272, "$project specification must be an object with at least one field");
  }
  return perDocument(readProjection(spec));
}

function unset(spec: unknown) {
  const paths = Array.isArray(spec) ? spec : [spec];
  if (paths.length === 0 || paths.some((path) => typeof path !== "string")) {
    throw mongoError(31120, "$unset specification must be a string or an array of strings");
  }
  return perDocument(readProjection(Object.fromEntries(paths.map((path) => [path, false]))));
}
