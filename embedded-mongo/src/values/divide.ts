import { Decimal128, Double } from "bson";
import { toDecimal, toDouble } from "./arithmetic.ts";
import { bsonType } from "./bson-type.ts";
import {
  abs,
  type ExactDecimal,
  fromDecimal128,
  powerOfTen,
  toDecimal128,
} from "./exact-decimal.ts";

/** Divides as `$divide` does: the result is a double, or a decimal if one of the two is. */
export function divide(a: unknown, b: unknown): unknown {
  if (bsonType(a) !== "decimal" && bsonType(b) !== "decimal")
    return new Double(toDouble(a) / toDouble(b));
  const left = fromDecimal128(toDecimal(a));
  const right = fromDecimal128(toDecimal(b));
  if (!left || !right || right.coefficient === 0n)
    return Decimal128.fromString(String(toDouble(a) / toDouble(b)));
  return toDecimal128(quotient(left, right));
}

function quotient(a: ExactDecimal, b: ExactDecimal): ExactDecimal {
  const ideal = a.exponent - b.exponent;
  if (a.coefficient === 0n) return { coefficient: 0n, exponent: ideal };
  const extra = Math.max(
    0,
    36 + abs(b.coefficient).toString().length - abs(a.coefficient).toString().length,
  );
  const scaled = a.coefficient * powerOfTen(extra);
  let coefficient = scaled / b.coefficient;
  let exponent = ideal - extra;
  if (scaled % b.coefficient !== 0n) {
    // One more digit that is not zero, so that rounding to 34 digits sees what was cut off.
    const sign =
      coefficient < 0n || (coefficient === 0n && scaled < 0n !== b.coefficient < 0n) ? -1n : 1n;
    return { coefficient: coefficient * 10n + sign, exponent: exponent - 1 };
  }
  while (exponent < ideal && coefficient % 10n === 0n) {
    coefficient /= 10n;
    exponent++;
  }
  return { coefficient, exponent };
}
