import { BsonReader } from "./bson-reader.ts";
import { invalidBson as invalid } from "./check-value.ts";
import type { Doc } from "./doc.ts";
import type { RawValue } from "./raw-value.ts";

/** Reads one BSON document with its types kept and its fields in order; throws a `MongoError` if the bytes are not one. */
export function decode(bytes: Uint8Array): Doc {
  return wholly(bytes, (reader) => reader.readDoc(1));
}

/**
 * Reads a stored document of which only these top-level fields (document keys) matter; the others are held as `RawValue`, which
 * `encode` writes as they are.
 */
export function decodeFields(bytes: Uint8Array, wanted: ReadonlySet<string>): Doc {
  return new BsonReader(bytes).readWanted(wanted);
}

/** Reads a document that came from a client: documents and arrays in it are checked and held as `RawValue`, but for `_id`. */
export function decodeShallow(bytes: Uint8Array): Doc {
  return wholly(bytes, (reader) => reader.readShallow(1, (name) => name !== "_id"));
}

/**
 * Reads one statement of an update. What `$set` puts into top-level fields is only checked and held as `RawValue` where it is a
 * document or an array: mostly it is stored as it came.
 */
export function decodeUpdate(bytes: Uint8Array): Doc {
  return wholly(bytes, (reader) => reader.readStatement());
}

/** The value that was left as bytes. */
export function openRaw({ type, bytes }: RawValue): unknown {
  return new BsonReader(bytes).readValue(type, 1);
}

function wholly(bytes: Uint8Array, read: (reader: BsonReader) => Doc): Doc {
  const reader = new BsonReader(bytes);
  const doc = read(reader);
  if (reader.at !== bytes.length) throw invalid("the document is shorter than its bytes");
  return doc;
}
