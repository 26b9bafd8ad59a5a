import type { Binary, BSONRegExp, Long, ObjectId } from "bson";
import { type BsonType, bsonType, rankOfType } from "./bson-type.ts";
import { compareNumbers } from "./compare-numbers.ts";
import type { Doc } from "./doc.ts";

/** Compares two values in MongoDB's order of all values: negative, zero or positive. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) {
    return 0;
  }
  const type = bsonType(a);
  const ranks = rankOfType(type) - rankOfType(bsonType(b));
  return ranks || compareSameRank(type, a, b);
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
      return compareStrings(a as string, b as string);
    case "object":
      return compareDocs(a as Doc, b as Doc);
    case "array":
      return compareArrays(a as unknown[], b as unknown[]);
    case "binData":
      return compareBinaries(a as Binary, b as Binary);
    case "objectId":
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case "bool":
      return Number(a) - Number(b);
    case "date":
      return (a as Date).getTime() - (b as Date).getTime();
    case "timestamp":
      return (a as Long).toUnsigned().compare((b as Long).toUnsigned());
    case "regex":
      return compareRegexes(a as BSONRegExp, b as BSONRegExp);
    default:
      return 0;
  }
}

/** Compares strings by their UTF-8 bytes, which differs from JavaScript's order beyond U+FFFF. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) {
      return codePointRank(left) - codePointRank(right);
    }
  }
  return a.length - b.length;
}

// Surrogates stand for code points above all others, so they must sort after U+E000 to U+FFFF.
function codePointRank(unit: number): number {
  if (unit < 0xd800) {
    return unit;
  }
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

function compareDocs(a: Doc, b: Doc): number {
  const names = Object.keys(a);
  const others = Object.keys(b);
  const length = Math.min(names.length, others.length);
  for (let at = 0; at < length; at++) {
    const name = names[at] as string;
    const other = others[at] as string;
    const [left, right] = [a[name], b[other]];
    const order =
      rankOfType(bsonType(left)) - rankOfType(bsonType(right)) ||
      compareStrings(name, other) ||
      compareValues(left, right);
    if (order !== 0) {
      return order;
    }
  }
  return names.length - others.length;
}

function compareArrays(a: unknown[], b: unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const order = compareValues(a[at], b[at]);
    if (order !== 0) {
      return order;
    }
  }
  return a.length - b.length;
}

function compareBinaries(a: Binary, b: Binary): number {
  return a.position - b.position || a.sub_type - b.sub_type || Buffer.compare(a.value(), b.value());
}

function compareRegexes(a: BSONRegExp, b: BSONRegExp): number {
  return compareStrings(a.pattern, b.pattern) || compareStrings(a.options, b.options);
}
