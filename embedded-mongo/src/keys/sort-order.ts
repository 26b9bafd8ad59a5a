import { MongoError, mongoError, notAvailable } from "../errors/mongo-error.ts";
import { isIndexLike } from "../values/doc.ts";
import { fieldPathParts } from "../values/field-path.ts";
import type { Doc } from "../values/index.ts";
import { toDouble } from "../values/numbers.ts";
import { encodeKey } from "./encode-key.ts";
import { indexKeysOf } from "./index-keys.ts";

/** A compiled sort order: its fields, and a function that returns the bytes by which a document is sorted. */
export interface SortOrder {
  readonly fields: readonly (readonly [path: string, direction: 1 | -1])[];
  keyOf(doc: Doc): Buffer;
}

/** Reads a sort specification; an empty one is no order. */
export function readSortOrder(spec: Doc | undefined): SortOrder | undefined {
  if (!spec || Object.keys(spec).length === 0) {
    return undefined;
  }
  const fields = Object.entries(spec).map(([path, value]) => {
    checkPath(path);
    return [path, direction(value)] as const;
  });
  const paths = { paths: fields.map(([path]) => path.split(".")) };
  const directions = fields.map(([, sign]) => sign);
  return {
    fields,
    keyOf: (doc) =>
      keysOf(doc, paths)
        .map((values) => encodeKey(values, directions))
        .reduce((least, key) => (Buffer.compare(key, least) < 0 ? key : least)),
  };
}

function checkPath(path: string): void {
  if (fieldPathParts(path).slice(1).some(isIndexLike)) {
    throw notAvailable(`a sort by '${path}', whose path has a number,`);
  }
}

function keysOf(...args: Parameters<typeof indexKeysOf>): readonly (readonly unknown[])[] {
  try {
    return indexKeysOf(...args).keys;
  } catch (error) {
    if (!(error instanceof MongoError) || error.code !== 171) {
      throw error;
    }
    throw mongoError(2, "cannot sort with keys that are parallel arrays");
  }
}

function direction(value: unknown): 1 | -1 {
  const sign = toDouble(value);
  if (sign === 1 || sign === -1) {
    return sign;
  }
  throw mongoError(15975, "$sort key ordering must be 1 (for ascending) or -1 (for descending)");
}
