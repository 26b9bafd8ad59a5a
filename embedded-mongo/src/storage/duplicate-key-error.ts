import { mongoError } from "../errors/mongo-error.ts";
import { encodeKey, indexKeysOf } from "../keys/index.ts";
import { describe } from "../values/describe.ts";
import type { Doc } from "../values/index.ts";
import type { Collection } from "./catalog.ts";
import type { Index } from "./index-definition.ts";

/** Makes MongoDB's error 11000, with the index and the values that are there already. */
export function duplicateKeyError(
  collection: Collection,
  index: Index,
  doc: Doc,
  key: Uint8Array,
): Error {
  const values = indexKeysOf(doc, index).keys.find((candidate) =>
    encodeKey(candidate, index.directions).equals(key),
  );
  const keyValue = Object.fromEntries(index.fields.map((name, at) => [name, values?.[at] ?? null]));
  const namespace = `${collection.database}.${collection.name}`;
  return mongoError(
    11000,
    `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: ${describe(keyValue)}`,
    { keyPattern: index.spec.key, keyValue },
  );
}
