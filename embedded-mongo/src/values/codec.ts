import { calculateObjectSize, deserialize, serialize } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { maxDocumentBytes } from "../wire/limits.ts";
import { bsonType } from "./bson-type.ts";
import type { Doc } from "./doc.ts";

/** How deep documents may be nested, as in MongoDB. */
const maxDepth = 100;
const options = { promoteValues: false, bsonRegExp: true } as const;

/** Reads a BSON document with its types kept. Throws error 22 if the bytes are not BSON. */
export function decode(bytes: Uint8Array): Doc {
  try {
    return deserialize(bytes, options);
  } catch (error) {
    throw mongoError(22, `Invalid BSON: ${(error as Error).message}`);
  }
}

/** Reads a document that a client sent. Throws errors 22 and 15 for what cannot be processed safely. */
export function decodeFromClient(bytes: Uint8Array): Doc {
  const doc = decode(bytes);
  checkDocument(doc);
  return doc;
}

/** Writes a document as BSON. Fields that are `undefined` are left out; a JavaScript number becomes int if it is a 32-bit integer, else double. */
export function encode(doc: Doc): Uint8Array {
  return serialize(doc, { ignoreUndefined: true });
}

/** Returns the bytes of a document. Throws error 10334 for more than 16 MB. */
export function checkSize(body: Uint8Array): Uint8Array {
  if (body.length <= maxDocumentBytes) {
    return body;
  }
  throw mongoError(
    10334,
    `BSONObj size: ${body.length} is invalid. Size must be between 0 and ${maxDocumentBytes}(16MB)`,
  );
}

/** Throws if a document is nested too deeply, or has a type or a field name that this store cannot hold. */
export function checkDocument(value: unknown, depth = 1): void {
  if (typeof value !== "object" || value === null) {
    return;
  }
  const type = bsonType(value);
  if (type !== "object" && type !== "array") {
    return;
  }
  if (depth > maxDepth) {
    throw mongoError(15, `BSON is nested deeper than ${maxDepth} levels`);
  }
  for (const name in value) {
    if (name === "__proto__") {
      throw mongoError(2, "a field cannot have the name '__proto__'");
    }
    checkDocument((value as Doc)[name], depth + 1);
  }
}

/** Returns how many bytes a value takes in BSON. */
export function sizeOf(value: unknown): number {
  return calculateObjectSize({ value }, { ignoreUndefined: true });
}
