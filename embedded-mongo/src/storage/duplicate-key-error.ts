import { mongoError } from "../errors/mongo-error.ts";
import { encodeKey, indexKeysOf } from "../keys/index.ts";
import { bsonType, type Doc, fieldName, openFields } from "../values/index.ts";
import type { Collection } from "./catalog.ts";
import type { Index } from "./index-definition.ts";

/** MongoDB's error 11000, with the index and the values that are there already. */
export function duplicateKeyError(
  collection: Collection,
  index: Index,
  doc: Doc,
  key: Uint8Array,
): Error {
  const pattern = index.spec.key as Doc;
  const values = indexKeysOf(openFields(doc, index.reads), pattern, { sparse: index.sparse }).find(
    (candidate) => encodeKey(candidate, index.directions).equals(key),
  );
  const keyValue: Doc = {};
  for (const [at, name] of Object.keys(pattern).entries()) keyValue[name] = values?.[at] ?? null;
  const shown = Object.entries(keyValue).map(
    ([name, value]) => `${fieldName(name)}: ${show(value)}`,
  );
  const namespace = `${collection.database}.${collection.name}`;
  return mongoError(
    11000,
    `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: { ${shown.join(", ")} }`,
    { keyPattern: pattern, keyValue },
  );
}

function show(value: unknown): string {
  switch (bsonType(value)) {
    case "string":
      return JSON.stringify(value);
    case "objectId":
      return `ObjectId('${value}')`;
    case "date":
      return `new Date(${(value as Date).getTime()})`;
    case "double": {
      const text = String(value);
      return /^-?\d+$/.test(text) ? `${text}.0` : text;
    }
    case "object":
      return `{ ${Object.entries(value as Doc)
        .map(([name, inner]) => `${fieldName(name)}: ${show(inner)}`)
        .join(", ")} }`;
    case "array":
      return `[ ${(value as unknown[]).map(show).join(", ")} ]`;
    case "undefined":
      return "undefined";
    default:
      return value === null ? "null" : String(value);
  }
}
