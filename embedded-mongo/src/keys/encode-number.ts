import { exactDouble, exactNumber } from "../values/compare-numbers.ts";
import { abs, compareExact, type ExactDecimal, fromDouble } from "../values/exact-decimal.ts";
import type { KeyBytes } from "./key-bytes.ts";

const classes = { nan: 0, minusInfinity: 1, negative: 2, zero: 3, positive: 4, infinity: 5 };

/**
 * Writes a number so that byte order is numeric order across all four types and
 * equal numbers have equal bytes.
 *
 * The magnitude is cut to a double; what a double cannot hold exactly (large
 * longs, most decimals) is told apart by its decimal digits after that.
 */
export function writeNumber(out: KeyBytes, value: unknown): void {
  const double = exactDouble(value);
  if (double !== undefined) {
    writeDouble(out, double);
    return;
  }
  const exact = exactNumber(value);
  if (typeof exact === "number") {
    writeDouble(out, exact);
    return;
  }
  if (exact.coefficient === 0n) {
    out.byte(classes.zero);
    return;
  }
  const magnitude = { coefficient: abs(exact.coefficient), exponent: exact.exponent };
  const cut = cutToDouble(magnitude);
  const isWhole = compareExact(fromDouble(cut), magnitude) === 0;
  writeMagnitude(out, exact.coefficient < 0n, cut, isWhole ? undefined : magnitude);
}

function writeDouble(out: KeyBytes, value: number): void {
  if (Number.isNaN(value)) {
    out.byte(classes.nan);
    return;
  }
  if (value === 0) {
    out.byte(classes.zero);
    return;
  }
  if (!Number.isFinite(value)) {
    out.byte(value > 0 ? classes.infinity : classes.minusInfinity);
    return;
  }
  writeMagnitude(out, value < 0, Math.abs(value));
}

/** `digits` is given where the double does not say all. */
function writeMagnitude(
  out: KeyBytes,
  negative: boolean,
  double: number,
  digits?: ExactDecimal,
): void {
  out.byte(negative ? classes.negative : classes.positive);
  const from = out.length;
  out.double(double);
  if (digits) writeDigits(out, digits);
  else out.byte(0);
  if (negative) out.invert(from);
}

function cutToDouble(magnitude: ExactDecimal): number {
  const nearest = Number(`${magnitude.coefficient}e${magnitude.exponent}`);
  if (nearest === Infinity) return Number.MAX_VALUE;
  return compareExact(fromDouble(nearest), magnitude) > 0 ? doubleBelow(nearest) : nearest;
}

function doubleBelow(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigUint64(0, view.getBigUint64(0) - 1n);
  return view.getFloat64(0);
}

function writeDigits(out: KeyBytes, { coefficient, exponent }: ExactDecimal): void {
  const digits = coefficient.toString();
  out.byte(1);
  out.uint16(exponent + digits.length + 0x8000);
  out.raw(Buffer.from(digits.replace(/0+$/, "")));
  out.byte(0);
}
