import { Long } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { type Pause, pause } from "../task/pause.ts";
import { isDoc } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import { fieldPathParts } from "../values/field-path.ts";
import { type Step, setAt, valueAt } from "./stage.ts";

interface Unwind {
  readonly path: readonly string[];
  readonly indexPath: readonly string[] | undefined;
  readonly keepsEmpty: boolean;
}

function readUnwind(spec: unknown): Unwind {
  const options: Doc = isDoc(spec) ? spec : { path: spec };
  const {
    path,
    preserveNullAndEmptyArrays: keepsEmpty = false,
    includeArrayIndex,
    ...rest
  } = options;
  const [other] = Object.keys(rest);
  if (other !== undefined) {
    throw mongoError(28811, `unrecognized option to $unwind stage: ${other}`);
  }
  if (typeof path !== "string" || path[0] !== "$") {
    throw mongoError(28818, "path option to $unwind stage must be a string prefixed with a '$'");
  }
  if (typeof keepsEmpty !== "boolean") {
    throw mongoError(28809, "preserveNullAndEmptyArrays of $unwind must be a boolean");
  }
  if (includeArrayIndex !== undefined && typeof includeArrayIndex !== "string") {
    throw mongoError(28810, "includeArrayIndex of $unwind must be a string");
  }
  return {
    path: fieldPathParts(path.slice(1)),
    indexPath: includeArrayIndex === undefined ? undefined : fieldPathParts(includeArrayIndex),
    keepsEmpty,
  };
}

/** `$unwind`: one document for each element of an array. */
export function unwindStage(spec: unknown): Step {
  const { path, indexPath, keepsEmpty } = readUnwind(spec);
  const withIndex = (doc: Doc, index: unknown) => (indexPath ? setAt(doc, indexPath, index) : doc);
  return function* unwind(docs): Generator<Doc | Pause> {
    for (const doc of docs) {
      if (doc === pause) {
        yield pause;
        continue;
      }
      const value = valueAt(doc, path);
      const items = Array.isArray(value) ? value : [];
      for (const [index, item] of items.entries()) {
        yield withIndex(setAt(doc, path, item), Long.fromNumber(index));
      }
      if (items.length > 0) {
        continue;
      }
      if (Array.isArray(value)) {
        if (keepsEmpty) {
          yield withIndex(setAt(doc, path, undefined), null);
        }
      } else if (keepsEmpty || (value !== undefined && value !== null)) {
        yield withIndex(doc, null);
      }
    }
  };
}
