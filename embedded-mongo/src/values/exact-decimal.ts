import { Decimal128 } from "bson";

/** A finite number as `coefficient * 10^exponent`, exactly. */
export interface ExactDecimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

const digits = 34;
const largest = 10n ** BigInt(digits);

/** 10 to a power, which must not be negative. */
export function powerOfTen(power: number): bigint {
  return 10n ** BigInt(power);
}

/** Takes a Decimal128 apart; `undefined` for NaN and the infinities. */
export function fromDecimal128(value: Decimal128): ExactDecimal | undefined {
  const { bytes } = value;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
  const low = view.getBigUint64(0, true);
  const high = view.getBigUint64(8, true);
  const negative = high >> 63n === 1n;
  const combination = Number((high >> 58n) & 31n);
  if (combination >= 30) return undefined;
  // The second form of the encoding only holds coefficients that are too large, which count as zero.
  const large = combination >= 24;
  const biased = Number((high >> (large ? 47n : 49n)) & 0x3fffn);
  let coefficient = large ? 0n : ((high & 0x1ffffffffffffn) << 64n) | low;
  if (coefficient >= largest) coefficient = 0n;
  return { coefficient: negative ? -coefficient : coefficient, exponent: biased - 6176 };
}

/** Says whether a Decimal128 is NaN. */
export function isDecimalNaN(value: Decimal128): boolean {
  return ((value.bytes[15] ?? 0) & 0x7c) === 0x7c;
}

/** Says whether a Decimal128 carries a minus sign. */
export function isDecimalNegative(value: Decimal128): boolean {
  return ((value.bytes[15] ?? 0) & 0x80) !== 0;
}

/** Splits a finite double into `mantissa * 2^exponent`. */
function doubleParts(value: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  return { mantissa: bits >> 63n ? -mantissa : mantissa, exponent: (biased || 1) - 1075 };
}

/** A finite double as an exact decimal. */
export function fromDouble(value: number): ExactDecimal {
  if (Number.isSafeInteger(value)) return { coefficient: BigInt(value), exponent: 0 };
  const { mantissa, exponent } = doubleParts(value);
  if (exponent >= 0) return { coefficient: mantissa << BigInt(exponent), exponent: 0 };
  return { coefficient: mantissa * 5n ** BigInt(-exponent), exponent };
}

/** Compares two exact decimals. */
export function compareExact(a: ExactDecimal, b: ExactDecimal): number {
  const signs = sign(a.coefficient) - sign(b.coefficient);
  if (signs !== 0 || a.coefficient === 0n) return signs;
  const shift = a.exponent - b.exponent;
  const left = shift > 0 ? a.coefficient * powerOfTen(shift) : a.coefficient;
  const right = shift < 0 ? b.coefficient * powerOfTen(-shift) : b.coefficient;
  return left < right ? -1 : left > right ? 1 : 0;
}

function sign(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}

/** Divides and rounds half to even. */
function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const rest = dividend % divisor;
  const doubled = abs(rest) * 2n;
  const size = abs(divisor);
  if (doubled < size || (doubled === size && quotient % 2n === 0n)) return quotient;
  return quotient + (dividend < 0n === divisor < 0n ? 1n : -1n);
}

/** The size of a bigint without its sign. */
export function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** Makes a Decimal128 of an exact decimal, rounded half to even to 34 digits. */
export function toDecimal128({ coefficient, exponent }: ExactDecimal): Decimal128 {
  let rounded = coefficient;
  let power = exponent;
  const excess = Math.max(abs(coefficient).toString().length - digits, -6176 - exponent);
  if (excess > 0 && coefficient !== 0n) {
    rounded = divideHalfEven(coefficient, powerOfTen(excess));
    power += excess;
    if (abs(rounded) >= largest) {
      rounded /= 10n;
      power += 1;
    }
  }
  if (rounded === 0n) power = Math.min(Math.max(power, -6176), 6111);
  else if (power > 6111) {
    const room = digits - abs(rounded).toString().length;
    if (power - 6111 > room) return Decimal128.fromString(rounded < 0n ? "-Infinity" : "Infinity");
    rounded *= powerOfTen(power - 6111);
    power = 6111;
  }
  return Decimal128.fromString(`${rounded}E${power >= 0 ? "+" : ""}${power}`);
}
