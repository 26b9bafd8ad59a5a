import { MongoError, mongoError, notAvailable } from "../errors/mongo-error.ts";
import { isDoc, isNumber } from "../values/bson-type.ts";
import { type Doc, fieldName } from "../values/doc.ts";
import { fieldPathParts } from "../values/field-path.ts";
import { encodeKey } from "./encode-key.ts";
import { indexKeysOf } from "./index-keys.ts";

/** A sort order that has been read once: its fields, and the bytes that a document is ordered by. */
export interface SortOrder {
  readonly fields: readonly (readonly [string, 1 | -1])[];
  keyOf(doc: Doc): Buffer;
}

/** Reads a sort specification; an empty one is no order. */
export function readSortOrder(spec: Doc | undefined): SortOrder | undefined {
  if (!spec || Object.keys(spec).length === 0) return undefined;
  const fields = Object.entries(spec).map(([key, value]) => {
    const path = fieldName(key);
    if (path !== "$natural") fieldPathParts(path);
    return [path, direction(value)] as const;
  });
  const directions = fields.map(([, sign]) => sign);
  return {
    fields,
    keyOf: (doc) =>
      keysOf(doc, spec)
        .map((values) => encodeKey(values, directions))
        .reduce((least, key) => (Buffer.compare(key, least) < 0 ? key : least)),
  };
}

function keysOf(doc: Doc, spec: Doc): unknown[][] {
  try {
    return indexKeysOf(doc, spec);
  } catch (error) {
    if (!(error instanceof MongoError) || error.code !== 171) throw error;
    throw mongoError(2, "cannot sort with keys that are parallel arrays");
  }
}

function direction(value: unknown): 1 | -1 {
  if (isDoc(value)) throw notAvailable("$meta in a sort");
  const sign = isNumber(value) ? Number(String(value)) : 0;
  if (sign !== 1 && sign !== -1) {
    throw mongoError(15975, "$sort key ordering must be 1 (for ascending) or -1 (for descending)");
  }
  return sign;
}
