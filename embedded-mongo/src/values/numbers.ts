import type { Decimal128, Double, Int32, Long } from "bson";
import { bsonType, isNumber } from "./bson-type.ts";

/** A finite number as `coefficient * 10^exponent`, exactly. */
export interface ExactNumber {
  readonly coefficient: bigint;
  readonly exponent: number;
}

/** Returns a numeric value as a double, rounded where a double cannot hold it. NaN for other types. */
export function toDouble(value: unknown): number {
  switch (bsonType(value)) {
    case "int":
    case "double":
      return typeof value === "number" ? value : (value as Int32 | Double).value;
    case "long":
      return (value as Long).toNumber();
    case "decimal":
      return Number((value as Decimal128).toString());
    default:
      return Number.NaN;
  }
}

/** Returns a numeric value without loss: a double, or an exact number for a large long or a decimal, which a double may not hold. */
export function exactNumber(value: unknown): ExactNumber | number {
  const type = bsonType(value);
  if (type === "decimal") {
    return parseDecimal((value as Decimal128).toString());
  }
  const double = toDouble(value);
  return type === "long" && !Number.isSafeInteger(double)
    ? { coefficient: (value as Long).toBigInt(), exponent: 0 }
    : double;
}

/** Reads a decimal in text, such as `-1.5E+3` or `NaN`. */
function parseDecimal(text: string): ExactNumber | number {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]\d+))?$/.exec(text) ?? [];
  if (whole === "") {
    return Number(text);
  }
  return {
    coefficient: BigInt(sign + whole + fraction),
    exponent: Number(exponent) - fraction.length,
  };
}

/** Returns a finite double as an exact number. */
export function fromDouble(value: number): ExactNumber {
  if (Number.isSafeInteger(value)) {
    return { coefficient: BigInt(value), exponent: 0 };
  }
  // Each halving of the power of two is one more decimal digit: x * 2^-n = x * 5^n * 10^-n.
  let exponent = 0;
  let mantissa = value;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent--;
  }
  return { coefficient: BigInt(mantissa) * 5n ** BigInt(-exponent), exponent };
}

/** Compares two exact numbers. */
export function compareExact(a: ExactNumber, b: ExactNumber): number {
  // As coefficients of the same power of ten.
  const exponent = Math.min(a.exponent, b.exponent);
  const [left, right] = [a, b].map(
    (one) => one.coefficient * 10n ** BigInt(one.exponent - exponent),
  ) as [bigint, bigint];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Returns a numeric value that is a whole 32-bit number as a JavaScript number, else `undefined`. */
export function wholeInt32(value: unknown): number | undefined {
  const double = toDouble(value);
  return (double | 0) === double ? double : undefined;
}

/** Says whether a value is a double or decimal NaN. */
export function isNaNValue(value: unknown): boolean {
  return isNumber(value) && Number.isNaN(toDouble(value));
}
