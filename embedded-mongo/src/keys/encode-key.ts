import type { Binary, BSONRegExp, Long, ObjectId } from "bson";
import { type BsonType, bsonType, rankOfType } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import { writeNumber } from "./encode-number.ts";
import { KeyBytes } from "./key-bytes.ts";

const shared = new KeyBytes();

/** Returns the first byte of every key of a type rank; 0 and 255 mark the ends of ranges. */
export function rankByte(rank: number): number {
  return rank + 10;
}

/**
 * Encodes the values of one index entry so that byte order is MongoDB's order of the values, field by field, with each
 * field's direction. No encoding is a prefix of another.
 */
export function encodeKey(values: readonly unknown[], directions: readonly (1 | -1)[]): Buffer {
  shared.length = 0;
  for (let at = 0; at < values.length; at++) {
    const from = shared.length;
    writeValue(shared, values[at] === undefined ? null : values[at]);
    if (directions[at] === -1) {
      shared.invert(from);
    }
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
    case "object":
      writeDoc(out, value as Doc);
      break;
    case "array":
      for (const item of value as unknown[]) {
        writeValue(out, item);
      }
      out.byte(0);
      break;
    case "binData":
      writeBinary(out, value as Binary);
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
      const { pattern, options } = value as BSONRegExp;
      out.text(pattern);
      out.text(options);
      break;
    }
    default:
      break;
  }
}

// Documents are compared by type, then name, then value of each field in turn.
function writeDoc(out: KeyBytes, doc: Doc): void {
  for (const [name, value] of Object.entries(doc)) {
    const type = bsonType(value);
    out.byte(rankByte(rankOfType(type)));
    out.text(name);
    writePayload(out, type, value);
  }
  out.byte(0);
}

function writeBinary(out: KeyBytes, value: Binary): void {
  out.uint32(value.position);
  out.byte(value.sub_type);
  out.raw(value.value());
}

function writeDate(out: KeyBytes, value: Date): void {
  const milliseconds = value.getTime();
  const high = Math.floor(milliseconds / 4294967296);
  out.uint32(high + 0x80000000);
  out.uint32(milliseconds - high * 4294967296);
}
