import type { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Int32, Long, ObjectId } from "bson";
import { type BsonType, bsonType, rankOfType } from "./bson-type.ts";
import { compareNumbers } from "./compare-numbers.ts";
import type { Doc } from "./doc.ts";
import { fieldName } from "./doc.ts";

/** Compares two values in MongoDB's total order across all types: negative, zero or positive. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  const type = bsonType(a);
  const otherType = bsonType(b);
  if (type !== otherType) {
    const ranks = rankOfType(type) - rankOfType(otherType);
    if (ranks !== 0) return ranks;
  }
  return compareSameRank(type, a, b);
}

/** Says whether two values are equal in MongoDB's sense (`1` and `1.0` are). */
export function equalValues(a: unknown, b: unknown): boolean {
  return compareValues(a, b) === 0;
}

function compareSameRank(type: BsonType, a: unknown, b: unknown): number {
  switch (type) {
    case "int":
    case "double":
    case "long":
    case "decimal":
      return compareNumbers(a, b);
    case "string":
    case "symbol":
      return compareStrings(textOf(a), textOf(b));
    case "object":
      return compareDocs(a as Doc, b as Doc);
    case "array":
      return compareArrays(a as unknown[], b as unknown[]);
    case "binData":
      return compareBinaries(a as Binary | Uint8Array, b as Binary | Uint8Array);
    case "objectId":
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case "bool":
      return Number(a) - Number(b);
    case "date":
      return (a as Date).getTime() - (b as Date).getTime();
    case "timestamp":
      return (a as Long).toUnsigned().compare((b as Long).toUnsigned());
    case "regex":
      return compareRegexes(a, b);
    case "javascript":
    case "javascriptWithScope":
      return compareCodes(a as Code, b as Code);
    default:
      return 0;
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : (value as BSONSymbol).value;
}

/** Compares strings by their UTF-8 bytes, which differs from JavaScript's order beyond U+FFFF. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return codePointRank(left) - codePointRank(right);
  }
  return a.length - b.length;
}

// Surrogates stand for code points above all others, so they must sort after U+E000 to U+FFFF.
function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

function compareDocs(a: Doc, b: Doc): number {
  const keys = Object.keys(a);
  const others = Object.keys(b);
  const length = Math.min(keys.length, others.length);
  for (let at = 0; at < length; at++) {
    const key = keys[at] as string;
    const other = others[at] as string;
    const left = a[key];
    const right = b[other];
    const ranks = rankOfType(bsonType(left)) - rankOfType(bsonType(right));
    if (ranks !== 0) return ranks;
    if (key !== other) return compareStrings(fieldName(key), fieldName(other));
    const order = compareValues(left, right);
    if (order !== 0) return order;
  }
  return keys.length - others.length;
}

function compareArrays(a: unknown[], b: unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const order = compareValues(a[at], b[at]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** The bytes and subtype of a binary value in any of its JavaScript forms. */
export function binaryParts(value: Binary | Uint8Array): { bytes: Uint8Array; subtype: number } {
  if (value instanceof Uint8Array) return { bytes: value, subtype: 0 };
  return { bytes: value.buffer.subarray(0, value.position), subtype: value.sub_type };
}

function compareBinaries(a: Binary | Uint8Array, b: Binary | Uint8Array): number {
  const left = binaryParts(a);
  const right = binaryParts(b);
  return (
    left.bytes.length - right.bytes.length ||
    left.subtype - right.subtype ||
    Buffer.compare(left.bytes, right.bytes)
  );
}

/** The pattern and options of a regular expression in either of its JavaScript forms. */
export function regexParts(value: unknown): { pattern: string; options: string } {
  if (value instanceof RegExp) {
    const options =
      (value.ignoreCase ? "i" : "") + (value.multiline ? "m" : "") + (value.dotAll ? "s" : "");
    return { pattern: value.source, options };
  }
  const { pattern, options } = value as BSONRegExp;
  return { pattern, options };
}

function compareRegexes(a: unknown, b: unknown): number {
  const left = regexParts(a);
  const right = regexParts(b);
  return compareStrings(left.pattern, right.pattern) || compareStrings(left.options, right.options);
}

function compareCodes(a: Code, b: Code): number {
  return (
    compareStrings(a.code, b.code) || compareDocs((a.scope ?? {}) as Doc, (b.scope ?? {}) as Doc)
  );
}

/** Says whether two values are the same in type and content, byte for byte (`1` and `1.0` are not). */
export function identicalValues(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  const type = bsonType(a);
  if (type !== bsonType(b)) return false;
  switch (type) {
    case "array": {
      const [left, right] = [a as unknown[], b as unknown[]];
      return (
        left.length === right.length && left.every((value, at) => identicalValues(value, right[at]))
      );
    }
    case "object": {
      const [left, right] = [a as Doc, b as Doc];
      const keys = Object.keys(left);
      const others = Object.keys(right);
      return (
        keys.length === others.length &&
        keys.every((key, at) => key === others[at] && identicalValues(left[key], right[key]))
      );
    }
    case "string":
      return false;
    case "symbol":
      return textOf(a) === textOf(b);
    case "int":
      return (a as Int32).value === (b as Int32).value;
    case "double":
      return Object.is(Number(a), Number(b));
    case "decimal":
      return Buffer.compare((a as Decimal128).bytes, (b as Decimal128).bytes) === 0;
    default:
      return compareSameRank(type, a, b) === 0;
  }
}
