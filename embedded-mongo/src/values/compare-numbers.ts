import type { Decimal128, Double, Int32, Long } from "bson";
import { bsonType } from "./bson-type.ts";
import {
  compareExact,
  type ExactDecimal,
  fromDecimal128,
  fromDouble,
  isDecimalNaN,
  isDecimalNegative,
} from "./exact-decimal.ts";

/**
 * The double nearest to a numeric value, or `undefined` where a double cannot
 * hold the value exactly (large longs, decimals).
 */
export function exactDouble(value: unknown): number | undefined {
  switch (bsonType(value)) {
    case "int":
      return (value as Int32).value;
    case "double":
      return typeof value === "number" ? value : (value as Double).value;
    case "long": {
      const double = typeof value === "bigint" ? Number(value) : (value as Long).toNumber();
      return Number.isSafeInteger(double) ? double : undefined;
    }
    default:
      return undefined;
  }
}

/** A numeric value without loss, or the double NaN, Infinity or -Infinity. */
export function exactNumber(value: unknown): ExactDecimal | number {
  switch (bsonType(value)) {
    case "long":
      return {
        coefficient: typeof value === "bigint" ? value : (value as Long).toBigInt(),
        exponent: 0,
      };
    case "decimal": {
      const decimal = value as Decimal128;
      if (isDecimalNaN(decimal)) return Number.NaN;
      return fromDecimal128(decimal) ?? (isDecimalNegative(decimal) ? -Infinity : Infinity);
    }
    default: {
      const double = exactDouble(value) ?? 0;
      return Number.isFinite(double) ? fromDouble(double) : double;
    }
  }
}

/** Compares two numeric values of any types exactly; NaN comes before all other numbers. */
export function compareNumbers(a: unknown, b: unknown): number {
  const left = exactDouble(a);
  const right = exactDouble(b);
  if (left !== undefined && right !== undefined) return compareDoubles(left, right);
  const exactLeft = exactNumber(a);
  const exactRight = exactNumber(b);
  if (typeof exactLeft !== "number" && typeof exactRight !== "number")
    return compareExact(exactLeft, exactRight);
  return compareDoubles(
    typeof exactLeft === "number" ? exactLeft : 0,
    typeof exactRight === "number" ? exactRight : 0,
  );
}

function compareDoubles(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : 1;
}

/** Says whether a value is a double or decimal NaN. */
export function isNaNValue(value: unknown): boolean {
  switch (bsonType(value)) {
    case "double":
      return Number.isNaN(typeof value === "number" ? value : (value as Double).value);
    case "decimal":
      return isDecimalNaN(value as Decimal128);
    default:
      return false;
  }
}
