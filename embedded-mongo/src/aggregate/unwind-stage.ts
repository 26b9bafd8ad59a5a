import { Long } from "bson";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { flatMapped } from "../task/pause.ts";
import { isDoc } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import { fieldPathParts } from "../values/field-path.ts";
import { type Step, setAt, valueAt } from "./stage.ts";

/** `$unwind`: one document for each element of an array. */
export function unwindStage(spec: unknown): Step {
  const options: Doc = isDoc(spec) ? spec : { path: spec };
  const {
    path,
    preserveNullAndEmptyArrays: keepsEmpty = false,
    includeArrayIndex,
    ...rest
  } = options;
  const [other] = Object.keys(rest);
  if (other !== undefined) {
    throw notAvailable(`unrecognized option to $unwind stage: '${other}'; it`, 28811);
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
  const parts = fieldPathParts(path.slice(1));
  const indexPath = includeArrayIndex === undefined ? undefined : fieldPathParts(includeArrayIndex);
  const withIndex = (doc: Doc, index: unknown) => (indexPath ? setAt(doc, indexPath, index) : doc);
  return (docs) =>
    flatMapped(docs, (doc) => {
      const value = valueAt(doc, parts);
      if (!Array.isArray(value)) {
        const isKept = keepsEmpty || (value !== undefined && value !== null);
        return isKept ? [withIndex(doc, null)] : [];
      }
      if (value.length === 0) {
        return keepsEmpty ? [withIndex(setAt(doc, parts, undefined), null)] : [];
      }
      return value.map((item, at) => withIndex(setAt(doc, parts, item), Long.fromNumber(at)));
    });
}
