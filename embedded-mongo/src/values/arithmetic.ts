import { Double, Int32, Long } from "bson";
import { notAvailable } from "../errors/mongo-error.ts";
import { bsonType } from "./bson-type.ts";
import { toDouble } from "./numbers.ts";

const onDoubles = {
  "+": (a: number, b: number) => a + b,
  "-": (a: number, b: number) => a - b,
  "*": (a: number, b: number) => a * b,
};

const onIntegers = {
  "+": (a: bigint, b: bigint) => a + b,
  "-": (a: bigint, b: bigint) => a - b,
  "*": (a: bigint, b: bigint) => a * b,
};

/**
 * Calculates with two numeric values. The result has the wider of their types; an int that overflows becomes a long.
 * Returns `undefined` when the result of two integers does not fit into 64 bits.
 */
export function calculate(a: unknown, operator: keyof typeof onDoubles, b: unknown): unknown {
  const types = [bsonType(a), bsonType(b)];
  if (types.includes("decimal")) {
    throw notAvailable("arithmetic with Decimal128 values");
  }
  const double = onDoubles[operator](toDouble(a), toDouble(b));
  if (types.includes("double")) {
    return new Double(double);
  }
  if (!types.includes("long") && (double | 0) === double) {
    return new Int32(double);
  }
  return toLong(onIntegers[operator](BigInt(String(a)), BigInt(String(b))));
}

/** Makes a long of an integer, or returns `undefined` if it does not fit into 64 bits. */
export function toLong(value: bigint): Long | undefined {
  return BigInt.asIntN(64, value) === value ? Long.fromBigInt(value) : undefined;
}
