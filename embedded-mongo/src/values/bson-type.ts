import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} from "bson";
import type { Doc } from "./doc.ts";

/** BSON's deprecated undefined: kept apart from a missing field and from null. */
class BsonUndefined {}

/** The one value of type undefined. */
export const bsonUndefined = new BsonUndefined();

/** The number of a BSON type as the wire and `$type` use it. */
export const typeNumbers = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
} as const;

/** The name of a BSON type as `$type` gives it. */
export type BsonType = keyof typeof typeNumbers;

/** Where each type stands in MongoDB's order of all values; types with one rank are compared with each other. */
const ranks: Readonly<Record<BsonType, number>> = {
  minKey: -1,
  undefined: 0,
  null: 5,
  double: 10,
  int: 10,
  long: 10,
  decimal: 10,
  string: 15,
  symbol: 15,
  object: 20,
  array: 25,
  binData: 30,
  objectId: 35,
  bool: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  dbPointer: 55,
  javascript: 60,
  javascriptWithScope: 65,
  maxKey: 127,
};

// By constructor and not by `_bsontype` or `instanceof`: a stored document may have a field of any name.
const byConstructor = new Map<unknown, BsonType>([
  [Int32, "int"],
  [Double, "double"],
  [Long, "long"],
  [Decimal128, "decimal"],
  [ObjectId, "objectId"],
  [Date, "date"],
  [Binary, "binData"],
  [UUID, "binData"],
  [Buffer, "binData"],
  [Uint8Array, "binData"],
  [Timestamp, "timestamp"],
  [BSONRegExp, "regex"],
  [RegExp, "regex"],
  [BSONSymbol, "symbol"],
  [MinKey, "minKey"],
  [MaxKey, "maxKey"],
  [BsonUndefined, "undefined"],
]);

/** The BSON type of a decoded value; a missing value (`undefined`) counts as undefined. */
export function bsonType(value: unknown): BsonType {
  switch (typeof value) {
    case "string":
      return "string";
    case "boolean":
      return "bool";
    case "number":
      return "double";
    case "bigint":
      return "long";
    case "object": {
      if (value === null) return "null";
      if (Array.isArray(value)) return "array";
      const made = value.constructor;
      if (made === Object) return "object";
      if (made === Code) return (value as Code).scope ? "javascriptWithScope" : "javascript";
      return byConstructor.get(made) ?? "object";
    }
    default:
      return "undefined";
  }
}

/** Where a value's type stands among all types. */
export function typeRank(value: unknown): number {
  return ranks[bsonType(value)];
}

/** The rank of a type given by name. */
export function rankOfType(type: BsonType): number {
  return ranks[type];
}

/** Says whether a value is an embedded document (not an array, not a BSON value). */
export function isDoc(value: unknown): value is Doc {
  return typeof value === "object" && value !== null && bsonType(value) === "object";
}

/** Says whether a value is any of the four numeric types. */
export function isNumber(value: unknown): boolean {
  return typeRank(value) === 10;
}
