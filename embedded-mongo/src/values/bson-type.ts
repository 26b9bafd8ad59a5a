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

/**
 * The BSON types: the number of each, as `$type` uses it, and its position in MongoDB's order of all values. Types with
 * one position are compared with each other. `undefined` is a missing field, or the key of an empty array in an index.
 */
const types = {
  minKey: [-1, -1],
  undefined: [6, 0],
  null: [10, 5],
  double: [1, 10],
  int: [16, 10],
  long: [18, 10],
  decimal: [19, 10],
  string: [2, 15],
  object: [3, 20],
  array: [4, 25],
  binData: [5, 30],
  objectId: [7, 35],
  bool: [8, 40],
  date: [9, 45],
  timestamp: [17, 47],
  regex: [11, 50],
  maxKey: [127, 127],
} as const;

/** The name of a BSON type as `$type` gives it. */
export type BsonType = keyof typeof types;

/** Finds a type by its name or number. */
export function findType(nameOrNumber: unknown): BsonType | undefined {
  const found = Object.entries(types).find(
    ([name, [number]]) => name === nameOrNumber || number === nameOrNumber,
  );
  return found?.[0] as BsonType | undefined;
}

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
  return types[bsonType(value)][1];
}

/** Returns the position of a type given by name. */
export function rankOfType(type: BsonType): number {
  return types[type][1];
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
