import { bsonType } from "./bson-type.ts";
import { exactNumber } from "./compare-numbers.ts";
import { powerOfTen } from "./exact-decimal.ts";

const lowest = -(2n ** 63n);
const highest = 2n ** 63n - 1n;

/** Says whether an integer fits in 64 bits with sign. */
export function fitsLong(value: bigint): boolean {
  return value >= lowest && value <= highest;
}

/** A numeric value cut towards zero, or `undefined` if it is not finite or not a number. */
function truncated(value: unknown): bigint | undefined {
  switch (bsonType(value)) {
    case "int":
    case "long":
    case "double":
    case "decimal": {
      const exact = exactNumber(value);
      if (typeof exact === "number") return undefined;
      const { coefficient, exponent } = exact;
      return exponent >= 0
        ? coefficient * powerOfTen(exponent)
        : coefficient / powerOfTen(-exponent);
    }
    default:
      return undefined;
  }
}

/** A numeric value that is a whole number in the 64-bit range, as a bigint; else `undefined`. */
export function wholeNumber(value: unknown): bigint | undefined {
  const whole = truncated(value);
  if (whole === undefined || !fitsLong(whole)) return undefined;
  const exact = exactNumber(value);
  if (typeof exact === "number") return undefined;
  if (exact.exponent >= 0) return whole;
  return whole * powerOfTen(-exact.exponent) === exact.coefficient ? whole : undefined;
}

/** A whole number in the 32-bit range as a JavaScript number; else `undefined`. */
export function wholeInt32(value: unknown): number | undefined {
  const whole = wholeNumber(value);
  if (whole === undefined || whole < -2147483648n || whole > 2147483647n) return undefined;
  return Number(whole);
}
