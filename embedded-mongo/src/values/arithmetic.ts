import { Double, Int32, Long } from "bson";
import { bsonType } from "./bson-type.ts";
import {
  aligned,
  type ExactNumber,
  exactNumber,
  parseDecimal,
  toDecimal128,
  toDouble,
} from "./numbers.ts";

type Operator = "+" | "-" | "*";

const onDoubles: Record<Operator, (a: number, b: number) => number> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
};

const onIntegers: Record<Operator, (a: bigint, b: bigint) => bigint> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
};

/**
 * Calculates with two numeric values. The result has the wider of their types; an int that overflows becomes a long.
 * Returns `undefined` when the result of two integers does not fit into 64 bits.
 */
export function calculate(a: unknown, operator: Operator, b: unknown): unknown {
  const types = [bsonType(a), bsonType(b)];
  if (types.includes("decimal")) {
    return onDecimals(a, operator, b);
  }
  const double = onDoubles[operator](toDouble(a), toDouble(b));
  if (types.includes("double")) {
    return new Double(double);
  }
  const isInt = !types.includes("long");
  if (isInt && (double | 0) === double) {
    return new Int32(double);
  }
  return toLong(onIntegers[operator](wholePart(a), wholePart(b)));
}

function wholePart(value: unknown): bigint {
  return bsonType(value) === "long" ? (value as Long).toBigInt() : BigInt(toDouble(value));
}

/** Makes a long of an integer, or returns `undefined` if it does not fit into 64 bits. */
export function toLong(value: bigint): Long | undefined {
  return BigInt.asIntN(64, value) === value ? Long.fromBigInt(value) : undefined;
}

function onDecimals(a: unknown, operator: Operator, b: unknown): unknown {
  const [left, right] = [decimalParts(a), decimalParts(b)];
  if (typeof left === "number" || typeof right === "number") {
    return new Double(onDoubles[operator](toDouble(a), toDouble(b)));
  }
  if (operator === "*") {
    return toDecimal128({
      coefficient: left.coefficient * right.coefficient,
      exponent: left.exponent + right.exponent,
    });
  }
  const [x, y, exponent] = aligned(left, right);
  return toDecimal128({ coefficient: onIntegers[operator](x, y), exponent });
}

// MongoDB takes a double with 15 significant digits into decimal arithmetic.
function decimalParts(value: unknown): ExactNumber | number {
  if (bsonType(value) !== "double") {
    return exactNumber(value);
  }
  return parseDecimal(toDouble(value).toExponential(14).toUpperCase());
}
