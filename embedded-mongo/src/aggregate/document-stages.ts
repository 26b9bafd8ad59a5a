import { mongoError } from "../errors/mongo-error.ts";
import {
  addLeaf,
  compute,
  type ProjectionNode,
  projectionNode,
} from "../project/projection-tree.ts";
import { readProjection } from "../project/read-projection.ts";
import { isDoc } from "../values/bson-type.ts";
import { describe } from "../values/describe.ts";
import { type Doc, fieldName } from "../values/doc.ts";
import { fieldPathParts } from "../values/field-path.ts";
import { compileExpression } from "./compile-expression.ts";
import { type Scope, typeName } from "./expression.ts";

/** A stage that makes one document of each document. */
export type DocumentStage = (scope: Scope) => Doc;

/** The stages that change documents one by one, which pipeline updates may use too. */
export const documentStages: Readonly<
  Record<string, (spec: unknown, name: string) => DocumentStage>
> = {
  $addFields: addFields,
  $set: addFields,
  $project: project,
  $unset: unset,
  $replaceRoot: (spec) => {
    if (!isDoc(spec))
      throw mongoError(
        40229,
        `expected an object as specification for $replaceRoot stage, got ${typeName(spec)}`,
      );
    for (const key of Object.keys(spec)) {
      if (key !== "newRoot")
        throw mongoError(40415, `BSON field '$replaceRoot.${fieldName(key)}' is an unknown field.`);
    }
    if (spec.newRoot === undefined)
      throw mongoError(40414, "BSON field '$replaceRoot.newRoot' is missing but a required field");
    return replaceRoot(spec.newRoot);
  },
  $replaceWith: replaceRoot,
};

function addFields(spec: unknown, name: string): DocumentStage {
  if (!isDoc(spec))
    throw mongoError(40272, `${name} specification stage must be an object, got ${typeName(spec)}`);
  if (Object.keys(spec).length === 0)
    throw mongoError(40177, "specification must have at least one field");
  const root = projectionNode();
  collect(spec, "", root);
  return (scope) => compute(root, { ...scope.root }, scope);
}

function collect(spec: Doc, prefix: string, root: ProjectionNode): void {
  for (const key of Object.keys(spec)) {
    const value = spec[key];
    const path = prefix + fieldName(key);
    fieldPathParts(path);
    if (isDoc(value) && Object.keys(value).length === 0) {
      throw mongoError(
        40180,
        `an empty object is not a valid value. Found empty object at path: ${path}`,
      );
    }
    if (isDoc(value) && Object.keys(value)[0]?.[0] !== "$") collect(value, `${path}.`, root);
    else addLeaf(root, path, { kind: "computed", evaluate: compileExpression(value) });
  }
}

function project(spec: unknown): DocumentStage {
  if (!isDoc(spec)) throw mongoError(15969, "$project specification must be an object");
  if (Object.keys(spec).length === 0)
    throw mongoError(
      51272,
      "Invalid $project :: caused by :: projection specification must have at least one field",
    );
  return readProjection(spec, () => undefined);
}

function unset(spec: unknown): DocumentStage {
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
  return readProjection(
    Object.fromEntries(paths.map((path: string) => [path, false])),
    () => undefined,
  );
}

function replaceRoot(expression: unknown): DocumentStage {
  const evaluate = compileExpression(expression);
  return (scope) => {
    const value = evaluate(scope);
    if (isDoc(value)) return value;
    throw mongoError(
      40228,
      `'newRoot' expression must evaluate to an object, but resulting value was: ${describe(value)}. Type of resulting value: '${typeName(value)}'.`,
    );
  };
}
