import { bsonType, isNumber } from "./bson-type.ts";
import { compareNumbers } from "./compare-numbers.ts";

/** MongoDB's sense of true: everything but false, zero, null, undefined and missing. */
export function truthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  if (value === true) return true;
  if (isNumber(value)) return compareNumbers(value, 0) !== 0;
  return bsonType(value) !== "undefined";
}
