import type { Binary, BSONSymbol, Code, Long, ObjectId } from "bson";
import { type BsonType, bsonType, rankOfType } from "../values/bson-type.ts";
import { binaryParts, regexParts } from "../values/compare.ts";
import { type Doc, fieldName } from "../values/doc.ts";
import { writeNumber } from "./encode-number.ts";
import { KeyBytes } from "./key-bytes.ts";

const shared = new KeyBytes();

/** The first byte of every key of a type rank; 0 and 255 stay free for ends. */
export function rankByte(rank: number): number {
  return rank + 10;
}

/**
 * Order-preserving bytes of the values of one index entry: byte order is
 * MongoDB's order of the values, field by field, with each field's direction.
 * No encoding is a prefix of another, so more bytes (a record id) may follow.
 */
export function encodeKey(values: readonly unknown[], directions: readonly (1 | -1)[]): Buffer {
  shared.length = 0;
  for (let at = 0; at < values.length; at++) {
    const from = shared.length;
    writeValue(shared, values[at] === undefined ? null : values[at]);
    if (directions[at] === -1) shared.invert(from);
  }
  return shared.take();
}

function writeValue(out: KeyBytes, value: unknown): void {
  const type = bsonType(value);
  out.byte(rankByte(rankOfType(type)));
  writePayload(out, type, value);
}

function writePayload(out: KeyBytes, type: BsonType, value: unknown): void {
  switch (type) {
    case "int":
    case "double":
    case "long":
    case "decimal":
      writeNumber(out, value);
      break;
    case "string":
      out.text(value as string);
      break;
    case "symbol":
      out.text((value as BSONSymbol).value);
      break;
    case "object":
      writeDoc(out, value as Doc);
      break;
    case "array":
      for (const item of value as unknown[]) writeValue(out, item);
      out.byte(0);
      break;
    case "binData":
      writeBinary(out, value as Binary | Uint8Array);
      break;
    case "objectId":
      out.raw((value as ObjectId).id);
      break;
    case "bool":
      out.byte(value ? 1 : 0);
      break;
    case "date":
      writeDate(out, value as Date);
      break;
    case "timestamp":
      out.uint32((value as Long).high >>> 0);
      out.uint32((value as Long).low >>> 0);
      break;
    case "regex": {
      const { pattern, options } = regexParts(value);
      out.text(pattern);
      out.text(options);
      break;
    }
    case "javascript":
    case "javascriptWithScope":
      out.text((value as Code).code);
      if ((value as Code).scope) writeDoc(out, (value as Code).scope as Doc);
      break;
    default:
      break;
  }
}

// Documents are compared by type, then name, then value of each field in turn.
function writeDoc(out: KeyBytes, doc: Doc): void {
  for (const key of Object.keys(doc)) {
    const value = doc[key];
    const type = bsonType(value);
    out.byte(rankByte(rankOfType(type)));
    out.text(fieldName(key));
    writePayload(out, type, value);
  }
  out.byte(0);
}

function writeBinary(out: KeyBytes, value: Binary | Uint8Array): void {
  const { bytes, subtype } = binaryParts(value);
  out.uint32(bytes.length);
  out.byte(subtype);
  out.raw(bytes);
}

function writeDate(out: KeyBytes, value: Date): void {
  const milliseconds = value.getTime();
  const high = Math.floor(milliseconds / 4294967296);
  out.uint32(high + 0x80000000);
  out.uint32(milliseconds - high * 4294967296);
}
