import { Decimal128, type Double, Double as DoubleValue, Int32, Long } from "bson";
import { type BsonType, bsonType } from "./bson-type.ts";
import { exactNumber } from "./compare-numbers.ts";
import { type ExactDecimal, fromDecimal128, toDecimal128 } from "./exact-decimal.ts";
import { fitsLong } from "./integers.ts";

/** The numeric types, in the order in which arithmetic widens them. */
const widths: Partial<Record<BsonType, number>> = { int: 0, long: 1, double: 2, decimal: 3 };

/** A numeric value as a double, rounded where it must be. */
export function toDouble(value: unknown): number {
  switch (bsonType(value)) {
    case "int":
      return (value as Int32).value;
    case "double":
      return typeof value === "number" ? value : (value as Double).value;
    case "long":
      return typeof value === "bigint" ? Number(value) : (value as Long).toNumber();
    case "decimal":
      return Number((value as Decimal128).toString());
    default:
      return Number.NaN;
  }
}

/** A whole number as int if it fits and `narrow` allows, else as long; `undefined` beyond 64 bits. */
export function fromInteger(value: bigint, narrow: boolean): Int32 | Long | undefined {
  if (narrow && value >= -2147483648n && value <= 2147483647n) return new Int32(Number(value));
  return fitsLong(value) ? Long.fromBigInt(value) : undefined;
}

/** A numeric value as a decimal; a double is taken with 15 significant digits, as MongoDB does. */
export function toDecimal(value: unknown): Decimal128 {
  switch (bsonType(value)) {
    case "decimal":
      return value as Decimal128;
    case "double":
      return doubleToDecimal(toDouble(value));
    default: {
      const exact = exactNumber(value);
      return typeof exact === "number" ? doubleToDecimal(exact) : toDecimal128(exact);
    }
  }
}

function doubleToDecimal(value: number): Decimal128 {
  if (!Number.isFinite(value)) return Decimal128.fromString(String(value));
  if (value === 0) return Decimal128.fromString(Object.is(value, -0) ? "-0" : "0");
  return Decimal128.fromString(value.toExponential(14));
}

interface Operation {
  readonly integers: (a: bigint, b: bigint) => bigint;
  readonly doubles: (a: number, b: number) => number;
  readonly decimals: (a: ExactDecimal, b: ExactDecimal) => ExactDecimal;
}

const addition: Operation = {
  integers: (a, b) => a + b,
  doubles: (a, b) => a + b,
  decimals: (a, b) => aligned(a, b, (left, right) => left + right),
};

const subtraction: Operation = {
  integers: (a, b) => a - b,
  doubles: (a, b) => a - b,
  decimals: (a, b) => aligned(a, b, (left, right) => left - right),
};

const multiplication: Operation = {
  integers: (a, b) => a * b,
  doubles: (a, b) => a * b,
  decimals: (a, b) => ({
    coefficient: a.coefficient * b.coefficient,
    exponent: a.exponent + b.exponent,
  }),
};

function aligned(
  a: ExactDecimal,
  b: ExactDecimal,
  combine: (left: bigint, right: bigint) => bigint,
): ExactDecimal {
  const exponent = Math.min(a.exponent, b.exponent);
  const left = a.coefficient * 10n ** BigInt(a.exponent - exponent);
  const right = b.coefficient * 10n ** BigInt(b.exponent - exponent);
  return { coefficient: combine(left, right), exponent };
}

/** The sum of two numeric values in the wider type; `undefined` if it leaves the 64-bit range. */
export function add(a: unknown, b: unknown): unknown {
  return calculate(addition, a, b);
}

/** The difference of two numeric values; `undefined` if it leaves the 64-bit range. */
export function subtract(a: unknown, b: unknown): unknown {
  return calculate(subtraction, a, b);
}

/** The product of two numeric values; `undefined` if it leaves the 64-bit range. */
export function multiply(a: unknown, b: unknown): unknown {
  return calculate(multiplication, a, b);
}

function calculate(operation: Operation, a: unknown, b: unknown): unknown {
  const types = [bsonType(a), bsonType(b)] as const;
  const width = Math.max(widths[types[0]] ?? 0, widths[types[1]] ?? 0);
  switch (width) {
    case 0: {
      const result = operation.doubles((a as Int32).value, (b as Int32).value);
      if ((result | 0) === result) return new Int32(result);
      return Number.isSafeInteger(result)
        ? Long.fromNumber(result)
        : fromInteger(
            operation.integers(BigInt((a as Int32).value), BigInt((b as Int32).value)),
            false,
          );
    }
    case 1:
      return fromInteger(operation.integers(toBigInt(a), toBigInt(b)), false);
    case 2:
      return new DoubleValue(operation.doubles(toDouble(a), toDouble(b)));
    default:
      return decimalResult(operation, toDecimal(a), toDecimal(b));
  }
}

function toBigInt(value: unknown): bigint {
  if (typeof value === "bigint") return value;
  return bsonType(value) === "long" ? (value as Long).toBigInt() : BigInt((value as Int32).value);
}

function decimalResult(operation: Operation, a: Decimal128, b: Decimal128): Decimal128 {
  const left = fromDecimal128(a);
  const right = fromDecimal128(b);
  if (left && right) return toDecimal128(operation.decimals(left, right));
  return Decimal128.fromString(String(operation.doubles(toDouble(a), toDouble(b))));
}
