import { isUtf8 } from "node:buffer";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { docKey, fieldName } from "./doc.ts";
import { nameKey } from "./names.ts";
import { extraSizes, fixedSizes } from "./raw-value.ts";

/** How deep documents may be nested, as in MongoDB. */
const deepestNesting = 100;

const largestDate = 8.64e15;
const fewNames = 12;
/** So few are sooner looked at one by one than handed over. */
const fewBytes = 64;

/** What is said of bytes that are no BSON. */
export function invalidBson(why: string): Error {
  return mongoError(22, `Invalid BSON: ${why}`);
}

/** What is said of a document with two fields of one name; `key` is a document key. */
export function twiceNamed(key: string): Error {
  return notAvailable(`a document with two fields '${fieldName(key)}'`);
}

/** Checks how deep a document stands. */
export function checkDepth(depth: number): void {
  if (depth > deepestNesting)
    throw mongoError(15, `BSON is nested deeper than ${deepestNesting} levels`);
}

/** Checks a date, in milliseconds. */
export function checkDate(milliseconds: number): void {
  if (Math.abs(milliseconds) <= largestDate) return;
  throw mongoError(
    238,
    "a date outside the years -271821 to 275760 is not available in the embedded store; set MONGODB_URI",
  );
}

/**
 * Walks over one value without making anything of it, and returns where it ends; throws a `MongoError` for what `decode` would refuse.
 * `depth` is that of the document it stands in.
 */
export function checkValue(bytes: Buffer, from: number, type: number, depth: number): number {
  switch (type) {
    case 0x02:
    case 0x0d:
    case 0x0e:
      return checkString(bytes, from);
    case 0x03:
      return checkDocument(bytes, from, depth + 1, true);
    case 0x04:
      return checkDocument(bytes, from, depth + 1, false);
    case 0x05:
      return checkBinary(bytes, from);
    case 0x08: {
      const end = within(bytes, from, 1);
      const byte = bytes[from] as number;
      if (byte > 1) throw invalidBson(`a boolean has the value ${byte}`);
      return end;
    }
    case 0x09: {
      const end = within(bytes, from, 8);
      checkDate(bytes.readInt32LE(from + 4) * 4294967296 + bytes.readUInt32LE(from));
      return end;
    }
    case 0x0b:
      return checkCString(bytes, checkCString(bytes, from));
    case 0x0f: {
      const length = readLength(bytes, from);
      const scope = checkString(bytes, from + 4);
      const end = checkDocument(bytes, scope, depth + 1, true);
      if (end !== from + length) throw invalidBson("code with scope gives a wrong length");
      return end;
    }
    default: {
      const size = fixedSizes[type];
      if (size === undefined) throw unknownType(type);
      return within(bytes, from, size);
    }
  }
}

/** Where a value ends whose bytes were checked before. */
export function endOfValue(bytes: Buffer, from: number, type: number): number {
  const fixed = fixedSizes[type];
  if (fixed !== undefined) return from + fixed;
  if (type === 0x0b) return endOfCString(bytes, endOfCString(bytes, from) + 1) + 1;
  const extra = extraSizes[type];
  if (extra === undefined) throw unknownType(type);
  return from + bytes.readInt32LE(from) + extra;
}

/** Where the zero byte stands that ends a name. */
export function endOfCString(bytes: Uint8Array, from: number): number {
  let end = from;
  while (end < bytes.length && bytes[end] !== 0) end++;
  if (end >= bytes.length) throw invalidBson("a name does not end");
  return end;
}

/** The error for a type that BSON or this store does not have. */
export function unknownType(type: number): Error {
  if (type !== 0x0c) return invalidBson(`there is no BSON type ${type}`);
  return mongoError(
    238,
    "the BSON type dbPointer is not available in the embedded store; set MONGODB_URI",
  );
}

function checkDocument(bytes: Buffer, from: number, depth: number, named: boolean): number {
  checkDepth(depth);
  const length = readLength(bytes, from);
  const end = from + length;
  if (length < 5 || end > bytes.length)
    throw invalidBson(`a document gives its length as ${length}`);
  const names: string[] = [];
  let many: Set<string> | undefined;
  let at = from + 4;
  for (;;) {
    within(bytes, at, 1);
    const type = bytes[at++] as number;
    if (type === 0) break;
    const nameEnd = endOfCString(bytes, at);
    if (named) {
      const key = nameKey(bytes, at, nameEnd) ?? docKey(textOf(bytes, at, nameEnd));
      if (many ? many.has(key) : names.includes(key)) throw twiceNamed(key);
      if (many) many.add(key);
      else if (names.push(key) > fewNames) many = new Set(names);
    }
    at = checkValue(bytes, nameEnd + 1, type, depth);
  }
  if (at !== end) {
    throw invalidBson(
      named
        ? "a document's length does not fit its fields"
        : "an array's length does not fit its values",
    );
  }
  return end;
}

function checkString(bytes: Buffer, from: number): number {
  const length = readLength(bytes, from);
  if (length < 1) throw invalidBson(`a string gives its length as ${length}`);
  const end = within(bytes, from + 4, length);
  if (bytes[end - 1] !== 0) throw invalidBson("a string does not end with a zero byte");
  checkText(bytes, from + 4, end - 1);
  return end;
}

function checkBinary(bytes: Buffer, from: number): number {
  let length = readLength(bytes, from);
  let at = within(bytes, from + 4, 1);
  if (bytes[from + 4] === 2) {
    if (readLength(bytes, at) !== length - 4)
      throw invalidBson("an old binary value gives two lengths");
    at += 4;
    length -= 4;
  }
  return within(bytes, at, length);
}

function checkCString(bytes: Buffer, from: number): number {
  const end = endOfCString(bytes, from);
  checkText(bytes, from, end);
  return end + 1;
}

// Bytes that are not UTF-8 could not be given back as they came.
function checkText(bytes: Buffer, from: number, to: number): void {
  if (to - from > fewBytes) {
    if (isUtf8(bytes.subarray(from, to))) return;
    throw invalidBson("a string is not valid UTF-8");
  }
  for (let at = from; at < to; at++) {
    if ((bytes[at] as number) < 128) continue;
    if (isUtf8(bytes.subarray(at, to))) return;
    throw invalidBson("a string is not valid UTF-8");
  }
}

function textOf(bytes: Buffer, from: number, to: number): string {
  checkText(bytes, from, to);
  return bytes.toString("utf8", from, to);
}

function readLength(bytes: Buffer, from: number): number {
  within(bytes, from, 4);
  return bytes.readInt32LE(from);
}

function within(bytes: Buffer, from: number, count: number): number {
  if (count < 0 || from + count > bytes.length) throw invalidBson("the document ends too early");
  return from + count;
}
