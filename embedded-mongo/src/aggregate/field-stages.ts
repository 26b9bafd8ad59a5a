import { mongoError } from "../errors/mongo-error.ts";
import { compileExpression } from "../expressions/compile-expression.ts";
import { typeName } from "../expressions/expression.ts";
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
  if (!isDoc(spec))
    throw mongoError(40272, `$set specification stage must be an object, got ${typeName(spec)}`);
  if (Object.keys(spec).length === 0)
    throw mongoError(40177, "specification must have at least one field");
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
      throw mongoError(
        40180,
        `an empty object is not a valid value. Found empty object at path: ${path}`,
      );
    }
    if (isDoc(value) && Object.keys(value)[0]?.[0] !== "$") collectFields(value, `${path}.`, root);
    else addLeaf(root, path, { kind: "computed", evaluate: compileExpression(value) });
  }
}

function project(spec: unknown) {
  if (!isDoc(spec)) throw mongoError(15969, "$project specification must be an object");
  if (Object.keys(spec).length === 0)
    throw mongoError(
      51272,
      "Invalid $project :: caused by :: projection specification must have at least one field",
    );
  return perDocument(readProjection(spec));
}

function unset(spec: unknown) {
  const paths = Array.isArray(spec) ? spec : [spec];
  if (paths.length === 0)
    throw mongoError(
      31119,
      "$unset specification must be a string or an array with at least one field",
    );
  for (const path of paths) {
    if (typeof path !== "string")
      throw mongoError(
        31120,
        "$unset specification must be a string or an array containing only string values",
      );
  }
  return perDocument(
    readProjection(Object.fromEntries(paths.map((path: string) => [path, false]))),
  );
}
