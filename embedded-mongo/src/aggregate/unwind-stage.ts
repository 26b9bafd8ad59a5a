import { Long } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { typeName } from "../expressions/expression.ts";
import { type Pause, pause } from "../task/pause.ts";
import { isDoc } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import { fieldPathParts } from "../values/field-path.ts";
import { type Step, setAt, valueAt } from "./stage.ts";

interface Unwind {
  readonly keys: readonly string[];
  readonly indexKeys: readonly string[] | undefined;
  readonly keepEmpty: boolean;
}

function readUnwind(spec: unknown): Unwind {
  const options: Doc = isDoc(spec) ? spec : { path: spec };
  if (!isDoc(spec) && typeof spec !== "string") {
    throw mongoError(
      15981,
      `expected either a string or an object as specification for $unwind stage, got ${typeName(spec)}`,
    );
  }
  for (const key of Object.keys(options)) {
    if (key !== "path" && key !== "preserveNullAndEmptyArrays" && key !== "includeArrayIndex") {
      throw mongoError(28811, `unrecognized option to $unwind stage: ${key}`);
    }
  }
  const { path, preserveNullAndEmptyArrays: keep = false, includeArrayIndex: index } = options;
  if (path === undefined) throw mongoError(28812, "no path specified to $unwind stage");
  if (typeof path !== "string")
    throw mongoError(
      28808,
      `expected a string as the path for $unwind stage, got ${typeName(path)}`,
    );
  if (path[0] !== "$")
    throw mongoError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  if (typeof keep !== "boolean")
    throw mongoError(
      28809,
      `expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage, got ${typeName(keep)}`,
    );
  if (index !== undefined) {
    if (typeof index !== "string" || index === "")
      throw mongoError(
        28810,
        "expected a non-empty string for the includeArrayIndex  option to $unwind stage",
      );
    if (index[0] === "$")
      throw mongoError(
        28822,
        `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${index}`,
      );
  }
  return {
    keys: fieldPathParts(path.slice(1)),
    indexKeys: typeof index === "string" ? fieldPathParts(index) : undefined,
    keepEmpty: keep,
  };
}

/** `$unwind`: one document for each element of an array. */
export function unwindStage(spec: unknown): Step {
  const { keys, indexKeys, keepEmpty } = readUnwind(spec);
  const withIndex = (doc: Doc, index: unknown) =>
    indexKeys ? setAt(doc, indexKeys, 0, index) : doc;
  return function* unwind(docs): Generator<Doc | Pause> {
    for (const doc of docs) {
      if (doc === pause) {
        yield pause;
        continue;
      }
      const value = valueAt(doc, keys);
      if (Array.isArray(value) && value.length > 0) {
        for (const [index, item] of value.entries()) {
          yield withIndex(setAt(doc, keys, 0, item), Long.fromNumber(index));
        }
      } else if (value === undefined || value === null || Array.isArray(value)) {
        if (!keepEmpty) continue;
        yield withIndex(Array.isArray(value) ? setAt(doc, keys, 0, undefined) : doc, null);
      } else yield withIndex(doc, null);
    }
  };
}
