import { compareExact, type ExactNumber, exactNumber, fromDouble } from "../values/numbers.ts";
import type { KeyBytes } from "./key-bytes.ts";

const classes = { nan: 0, minusInfinity: 1, negative: 2, zero: 3, positive: 4, infinity: 5 };

/**
 * Writes a number so that byte order is numeric order across all four types and equal numbers have equal bytes. The
 * magnitude is cut to a double; the decimal digits follow if a double cannot hold it (large longs, most decimals).
 */
export function writeNumber(out: KeyBytes, value: unknown): void {
  const exact = exactNumber(value);
  if (typeof exact === "number") {
    writeDouble(out, exact);
    return;
  }
  const { coefficient, exponent } = exact;
  const isNegative = coefficient < 0n;
  const magnitude = { coefficient: isNegative ? -coefficient : coefficient, exponent };
  const double = cutToDouble(magnitude);
  if (coefficient === 0n || compareExact(fromDouble(double), magnitude) === 0) {
    writeDouble(out, isNegative ? -double : double);
  } else {
    writeMagnitude(out, isNegative, double, magnitude);
  }
}

function writeDouble(out: KeyBytes, value: number): void {
  if (Number.isNaN(value)) {
    out.byte(classes.nan);
  } else if (value === 0) {
    out.byte(classes.zero);
  } else if (Number.isFinite(value)) {
    writeMagnitude(out, value < 0, Math.abs(value));
  } else {
    out.byte(value > 0 ? classes.infinity : classes.minusInfinity);
  }
}

/** `digits` is given where the double is not exact. */
function writeMagnitude(
  out: KeyBytes,
  isNegative: boolean,
  double: number,
  digits?: ExactNumber,
): void {
  out.byte(isNegative ? classes.negative : classes.positive);
  const from = out.length;
  out.double(double);
  if (digits) {
    writeDigits(out, digits);
  } else {
    out.byte(0);
  }
  if (isNegative) {
    out.invert(from);
  }
}

function cutToDouble(magnitude: ExactNumber): number {
  const nearest = Number(`${magnitude.coefficient}e${magnitude.exponent}`);
  if (nearest === Number.POSITIVE_INFINITY) {
    return Number.MAX_VALUE;
  }
  return compareExact(fromDouble(nearest), magnitude) > 0 ? doubleBelow(nearest) : nearest;
}

function doubleBelow(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigUint64(0, view.getBigUint64(0) - 1n);
  return view.getFloat64(0);
}

function writeDigits(out: KeyBytes, { coefficient, exponent }: ExactNumber): void {
  const digits = coefficient.toString();
  out.byte(1);
  out.uint16(exponent + digits.length + 0x8000);
  out.raw(Buffer.from(digits.replace(/0+$/, "")));
  out.byte(0);
}
