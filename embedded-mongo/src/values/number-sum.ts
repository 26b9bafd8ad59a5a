import { Decimal128, Double, Int32 } from "bson";
import { fromInteger, toDouble } from "./arithmetic.ts";
import { bsonType } from "./bson-type.ts";
import { exactNumber } from "./compare-numbers.ts";
import { divide } from "./divide.ts";
import { type ExactDecimal, fromDecimal128, fromDouble, toDecimal128 } from "./exact-decimal.ts";

const zero: ExactDecimal = { coefficient: 0n, exponent: 0 };

/**
 * A sum of numbers as `$sum`, `$avg` and `$add` make it: whole numbers exactly,
 * doubles with a second double for the rounding errors, in the widest type met.
 */
export class NumberSum {
  count = 0;
  private width = 0;
  private small = 0;
  private large = 0n;
  private high = 0;
  private low = 0;
  private plain = 0;
  private decimal: ExactDecimal = zero;
  private specialDecimal: number | undefined;

  /** Adds a numeric value. */
  add(value: unknown): void {
    this.count++;
    switch (bsonType(value)) {
      case "int":
        this.addSmall((value as Int32).value);
        break;
      case "long":
        this.width = Math.max(this.width, 1);
        this.large += (exactNumber(value) as ExactDecimal).coefficient;
        break;
      case "double":
        this.width = Math.max(this.width, 2);
        this.addDouble(toDouble(value));
        break;
      default:
        this.width = 3;
        this.addDecimal(value as Decimal128);
    }
  }

  private addSmall(value: number): void {
    this.small += value;
    if (!Number.isSafeInteger(this.small)) {
      this.large += BigInt(this.small - value) + BigInt(value);
      this.small = 0;
    }
  }

  private addDouble(value: number): void {
    this.plain += value;
    const [first, firstError] = twoSum(value, this.low);
    const [second, secondError] = twoSum(this.high, first);
    this.high = second;
    this.low = secondError + firstError;
  }

  private addDecimal(value: Decimal128): void {
    const exact = fromDecimal128(value);
    if (exact) this.decimal = plus(this.decimal, exact);
    else this.specialDecimal = (this.specialDecimal ?? 0) + toDouble(value);
  }

  private whole(): bigint {
    return this.large + BigInt(this.small);
  }

  private double(): number {
    const whole = this.whole();
    if (whole !== 0n) {
      // The whole part is split so that large longs keep their low digits.
      const high = Number(whole);
      const copy = new NumberSum();
      Object.assign(copy, { high: this.high, low: this.low, plain: this.plain });
      copy.addDouble(high);
      if (Number.isFinite(high)) copy.addDouble(Number(whole - BigInt(high)));
      return copy.double();
    }
    const total = this.high + this.low;
    return Number.isNaN(total) ? this.plain : total;
  }

  /** The sum in the widest type that was added; int zero if nothing was. */
  total(): unknown {
    switch (this.width) {
      case 0:
      case 1:
        return fromInteger(this.whole(), this.width === 0) ?? new Double(Number(this.whole()));
      case 2:
        return new Double(this.double());
      default:
        return this.decimalTotal();
    }
  }

  private decimalTotal(): Decimal128 {
    const doubles = this.high + this.low;
    if (this.specialDecimal !== undefined || !Number.isFinite(doubles)) {
      return Decimal128.fromString(
        String((this.specialDecimal ?? 0) + (Number.isFinite(doubles) ? 0 : this.plain)),
      );
    }
    const whole = plus(
      { coefficient: this.whole(), exponent: 0 },
      plus(cut(this.high), cut(this.low)),
    );
    return toDecimal128(plus(this.decimal, whole));
  }

  /** The average, or null if nothing was added. */
  average(): unknown {
    if (this.count === 0) return null;
    if (this.width === 3) return divide(this.decimalTotal(), new Int32(this.count));
    return new Double(this.double() / this.count);
  }
}

function cut(value: number): ExactDecimal {
  if (value === 0) return zero;
  return fromDecimal128(toDecimal128(fromDouble(value))) ?? zero;
}

function plus(a: ExactDecimal, b: ExactDecimal): ExactDecimal {
  if (a.coefficient === 0n && a.exponent === 0) return b;
  if (b.coefficient === 0n && b.exponent === 0) return a;
  const exponent = Math.min(a.exponent, b.exponent);
  return {
    coefficient:
      a.coefficient * 10n ** BigInt(a.exponent - exponent) +
      b.coefficient * 10n ** BigInt(b.exponent - exponent),
    exponent,
  };
}

/** The sum of two doubles and the exact rounding error of it. */
function twoSum(a: number, b: number): [number, number] {
  const sum = a + b;
  const part = sum - a;
  return [sum, a - (sum - part) + (b - part)];
}
