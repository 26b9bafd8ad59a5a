import type {
  Binary,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  ObjectId,
  Timestamp,
} from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { bsonType, typeNumbers } from "./bson-type.ts";
import { checkDepth } from "./check-value.ts";
import { binaryParts, regexParts } from "./compare.ts";
import { type Doc, fieldName } from "./doc.ts";
import { RawValue } from "./raw-value.ts";

// One buffer for all calls: encoding is synchronous and the result is copied out.
let scratch = Buffer.allocUnsafe(64 * 1024);
let at = 0;
const keptScratch = 4 * 1024 * 1024;

/** Writes a document as BSON. Fields that are `undefined` are left out; JavaScript numbers become int if they are small integers, else double. */
export function encode(doc: Doc): Uint8Array {
  at = 0;
  writeDoc(doc, 1);
  const bytes = Buffer.from(scratch.subarray(0, at));
  if (scratch.length > keptScratch) scratch = Buffer.allocUnsafe(64 * 1024);
  return bytes;
}

function reserve(count: number): number {
  const from = at;
  at += count;
  if (at > scratch.length) {
    const larger = Buffer.allocUnsafe(Math.max(at, scratch.length * 2));
    scratch.copy(larger, 0, 0, from);
    scratch = larger;
  }
  return from;
}

// The buffer may be replaced by `reserve`, so it is always read after the call.
function writeByte(value: number): void {
  const from = reserve(1);
  scratch[from] = value;
}

function writeInt32(value: number): void {
  const from = reserve(4);
  scratch.writeInt32LE(value, from);
}

function writeText(text: string): number {
  const { length } = text;
  const from = reserve(length);
  for (let index = 0; index < length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 127) {
      at = from;
      const size = Buffer.byteLength(text);
      reserve(size);
      return scratch.write(text, from, "utf8");
    }
    scratch[from + index] = unit;
  }
  return length;
}

function writeCString(text: string): void {
  if (text.includes("\0"))
    throw mongoError(2, "a field name or regular expression must not contain a zero byte");
  writeText(text);
  writeByte(0);
}

function writeString(text: string): void {
  const from = reserve(4);
  const length = writeText(text);
  writeByte(0);
  scratch.writeInt32LE(length + 1, from);
}

function writeBytes(bytes: Uint8Array): void {
  const from = reserve(bytes.length);
  scratch.set(bytes, from);
}

function open(depth: number): number {
  checkDepth(depth);
  return reserve(4);
}

function close(from: number): void {
  writeByte(0);
  scratch.writeInt32LE(at - from, from);
}

function writeDoc(doc: Doc, depth: number): void {
  const from = open(depth);
  for (const key in doc) {
    const value = doc[key];
    if (value === undefined) continue;
    if (depth === 1 && value instanceof RawValue) writeRaw(fieldName(key), value);
    else writeField(fieldName(key), value, depth);
  }
  close(from);
}

function writeRaw(name: string, raw: RawValue): void {
  if (raw.isNamed(name)) {
    writePart(raw.source, raw.start, raw.end);
    return;
  }
  writeByte(raw.type);
  writeCString(name);
  writePart(raw.source, raw.from, raw.end);
}

/** So few are sooner copied one by one than handed over. */
const fewBytes = 64;

function writePart(source: Buffer, from: number, end: number): void {
  const to = reserve(end - from);
  if (end - from > fewBytes) {
    source.copy(scratch, to, from, end);
    return;
  }
  for (let index = from; index < end; index++) scratch[to + index - from] = source[index] as number;
}

function writeArray(values: readonly unknown[], depth: number): void {
  const from = open(depth);
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    writeField(String(index), value === undefined ? null : value, depth);
  }
  close(from);
}

function writeLong(low: number, high: number): void {
  const from = reserve(8);
  scratch.writeInt32LE(low, from);
  scratch.writeInt32LE(high, from + 4);
}

function writeDouble(value: number): void {
  const from = reserve(8);
  scratch.writeDoubleLE(value, from);
}

function writeBinary(value: Binary | Uint8Array): void {
  const { bytes, subtype } = binaryParts(value);
  writeInt32(subtype === 2 ? bytes.length + 4 : bytes.length);
  writeByte(subtype);
  if (subtype === 2) writeInt32(bytes.length);
  writeBytes(bytes);
}

function writeCode(value: Code, depth: number): void {
  if (!value.scope) {
    writeString(value.code);
    return;
  }
  const from = reserve(4);
  writeString(value.code);
  writeDoc(value.scope as Doc, depth + 1);
  scratch.writeInt32LE(at - from, from);
}

function isSmallInteger(value: number): boolean {
  return (value | 0) === value && !Object.is(value, -0);
}

function writeField(name: string, value: unknown, depth: number): void {
  const type = bsonType(value);
  if (type === "double" && typeof value === "number" && isSmallInteger(value)) {
    writeByte(typeNumbers.int);
    writeCString(name);
    writeInt32(value);
    return;
  }
  writeByte(typeNumbers[type] & 0xff);
  writeCString(name);
  switch (type) {
    case "double":
      writeDouble(typeof value === "number" ? value : (value as Double).value);
      return;
    case "string":
      writeString(value as string);
      return;
    case "object":
      writeDoc(value as Doc, depth + 1);
      return;
    case "array":
      writeArray(value as unknown[], depth + 1);
      return;
    case "binData":
      writeBinary(value as Binary);
      return;
    case "objectId":
      writeBytes((value as ObjectId).id);
      return;
    case "bool":
      writeByte(value ? 1 : 0);
      return;
    case "date": {
      const from = reserve(8);
      scratch.writeBigInt64LE(BigInt((value as Date).getTime()), from);
      return;
    }
    case "regex": {
      const { pattern, options } = regexParts(value);
      writeCString(pattern);
      writeCString(options);
      return;
    }
    case "javascript":
    case "javascriptWithScope":
      writeCode(value as Code, depth);
      return;
    case "symbol":
      writeString((value as BSONSymbol).value);
      return;
    case "int":
      writeInt32((value as Int32).value);
      return;
    case "timestamp":
    case "long": {
      if (typeof value === "bigint") {
        const from = reserve(8);
        scratch.writeBigInt64LE(value, from);
        return;
      }
      writeLong((value as Long | Timestamp).low, (value as Long | Timestamp).high);
      return;
    }
    case "decimal":
      writeBytes((value as Decimal128).bytes);
      return;
    default:
      return;
  }
}
