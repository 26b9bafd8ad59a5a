import {
  Binary,
  BSONRegExp,
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
import { notAvailable } from "../errors/mongo-error.ts";
import type { Doc } from "./doc.ts";

/** The number of each BSON type of the closed list, as `$type` uses it. */
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
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
} as const;

/** The name of a BSON type as `$type` gives it. `undefined` is a missing field, or the key of an empty array in an index. */
export type BsonType = keyof typeof typeNumbers;

/** The position of each type in MongoDB's order of all values. Types with one rank are compared with each other. */
const ranks: Readonly<Record<BsonType, number>> = {
  minKey: -1,
  undefined: 0,
  null: 5,
  double: 10,
  int: 10,
  long: 10,
  decimal: 10,
  string: 15,
  object: 20,
  array: 25,
  binData: 30,
  objectId: 35,
  bool: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  maxKey: 127,
};

/** Stands for an empty array in an index key: it comes before null. */
class EmptyArray {}

/** The only instance of `EmptyArray`. */
export const emptyArray = new EmptyArray();

// By prototype, not by `_bsontype` or `constructor`: a stored document may have a field of any name.
const byPrototype = new Map<unknown, BsonType>([
  [Object.prototype, "object"],
  [Array.prototype, "array"],
  [Int32.prototype, "int"],
  [Double.prototype, "double"],
  [Long.prototype, "long"],
  [Decimal128.prototype, "decimal"],
  [ObjectId.prototype, "objectId"],
  [Date.prototype, "date"],
  [Binary.prototype, "binData"],
  [UUID.prototype, "binData"],
  [Timestamp.prototype, "timestamp"],
  [BSONRegExp.prototype, "regex"],
  [MinKey.prototype, "minKey"],
  [MaxKey.prototype, "maxKey"],
  [EmptyArray.prototype, "undefined"],
]);

/** Returns the BSON type of a decoded value. Throws for a type outside the closed list. */
export function bsonType(value: unknown): BsonType {
  switch (typeof value) {
    case "string":
      return "string";
    case "boolean":
      return "bool";
    case "number":
      return "double";
    case "undefined":
      return "undefined";
    default: {
      if (value === null) {
        return "null";
      }
      const prototype = Object.getPrototypeOf(value);
      const type = byPrototype.get(prototype);
      if (type) {
        return type;
      }
      throw notAvailable(`the BSON type ${prototype.constructor.name}`);
    }
  }
}

/** Returns the position of a value's type among all types. */
export function typeRank(value: unknown): number {
  return ranks[bsonType(value)];
}

/** Returns the position of a type given by name. */
export function rankOfType(type: BsonType): number {
  return ranks[type];
}

/** Says whether a value is an embedded document (not an array, not a BSON value). */
export function isDoc(value: unknown): value is Doc {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

/** Says whether a value is any of the four numeric types. */
export function isNumber(value: unknown): boolean {
  return typeRank(value) === 10;
}
