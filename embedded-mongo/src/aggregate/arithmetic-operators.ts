import { Decimal128, Double, Int32, type Long } from "bson";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { fromInteger, multiply, subtract, toDecimal, toDouble } from "../values/arithmetic.ts";
import { bsonType, isDoc, isNumber } from "../values/bson-type.ts";
import { compareNumbers, exactNumber } from "../values/compare-numbers.ts";
import {
  abs,
  divideHalfEven,
  type ExactDecimal,
  fromDecimal128,
  powerOfTen,
  toDecimal128,
} from "../values/exact-decimal.ts";
import { fitsLong, wholeInt32 } from "../values/integers.ts";
import { NumberSum } from "../values/number-sum.ts";
import { onValue, operator } from "./arguments.ts";
import { nullish, type Operator, typeName } from "./expression.ts";

const any = Number.POSITIVE_INFINITY;

/** The operators of arithmetic. */
export const arithmeticOperators: Readonly<Record<string, Operator>> = {
  $add: operator(0, any, addAll),
  $subtract: operator(2, 2, ([a, b]) => minus(a, b)),
  $multiply: operator(0, any, (values) => {
    let product: unknown = new Int32(1);
    let none = false;
    for (const value of values) {
      if (nullish(value)) none = true;
      else if (!isNumber(value))
        throw mongoError(14, `$multiply only supports numeric types, not ${typeName(value)}`);
      else product = multiply(product, value) ?? new Double(toDouble(product) * toDouble(value));
    }
    return none ? null : product;
  }),
  $divide: operator(2, 2, ([a, b]) => {
    if (nullish(a) || nullish(b)) return null;
    if (!(isNumber(a) && isNumber(b))) {
      throw mongoError(
        14,
        `$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`,
      );
    }
    if (isZero(b)) throw mongoError(2, "can't $divide by zero");
    return divide(a, b);
  }),
  $mod: operator(2, 2, ([a, b]) => {
    if (nullish(a) || nullish(b)) return null;
    if (!(isNumber(a) && isNumber(b))) {
      throw mongoError(
        16611,
        `$mod only supports numeric types, not ${typeName(a)} and ${typeName(b)}`,
      );
    }
    if (isZero(b)) {
      const isDecimal = bsonType(a) === "decimal" || bsonType(b) === "decimal";
      throw mongoError(isDecimal ? 5733415 : 16610, "can't $mod by zero");
    }
    return remainder(a, b);
  }),
  $abs: onValue((value, name) => {
    requireNumber(value, name);
    if (compareNumbers(value, new Int32(0)) >= 0) return value;
    return subtract(new Int32(0), value) ?? throwOverflow("can't take $abs of long long min");
  }),
  $ceil: rounding("$ceil", Math.ceil, (value) => roundDecimal(value, 0, "up")),
  $floor: rounding("$floor", Math.floor, (value) => roundDecimal(value, 0, "down")),
  $round: operator(1, 2, (values, name) => toPlace(values, name)),
  $trunc: operator(1, 2, (values, name) => toPlace(values, name)),
  $sqrt: onDouble("$sqrt", (value) => {
    if (value < 0) throw mongoError(28714, "$sqrt's argument must be greater than or equal to 0");
    return Math.sqrt(value);
  }),
  $exp: onDouble("$exp", Math.exp),
  $ln: onDouble("$ln", (value) => logarithm("$ln", 28766, value, Math.log)),
  $rand: (argument, _compile, name) => {
    if (!isDoc(argument) || Object.keys(argument).length > 0) {
      throw mongoError(3040501, `${name} does not currently accept arguments`);
    }
    return () => new Double(Math.random());
  },
  $log10: onDouble("$log10", (value) => logarithm("$log10", 28761, value, Math.log10)),
};

function throwOverflow(message: string): never {
  throw mongoError(28680, message);
}

function requireNumber(value: unknown, name: string): void {
  if (!isNumber(value))
    throw mongoError(28765, `${name} only supports numeric types, not ${typeName(value)}`);
}

const isZero = (value: unknown) => compareNumbers(value, new Int32(0)) === 0;

function logarithm(
  name: string,
  code: number,
  value: number,
  log: (value: number) => number,
): number {
  if (value <= 0)
    throw mongoError(code, `${name}'s argument must be a positive number, but is ${value}`);
  return log(value);
}

/** An operator of one number that is calculated as a double; decimals, which would need more digits, are refused. */
export function onDouble(name: string, call: (value: number) => number): Operator {
  return onValue((value) => {
    requireNumber(value, name);
    if (bsonType(value) === "decimal") throw notAvailable(`${name} of a decimal`);
    return new Double(call(toDouble(value)));
  });
}

function rounding(
  name: string,
  call: (value: number) => number,
  decimal: (value: Decimal128) => unknown,
): Operator {
  return onValue((value) => {
    requireNumber(value, name);
    switch (bsonType(value)) {
      case "double":
        return new Double(call(toDouble(value)));
      case "decimal":
        return decimal(value as Decimal128);
      default:
        return value;
    }
  });
}

function addAll(values: readonly unknown[]): unknown {
  const sum = new NumberSum();
  let date: Date | undefined;
  let none = false;
  for (const value of values) {
    if (nullish(value)) none = true;
    else if (value instanceof Date) {
      if (date) throw mongoError(16612, "only one date allowed in an $add expression");
      date = value;
    } else if (isNumber(value)) sum.add(value);
    else throw mongoError(14, `$add only supports numeric or date types, not ${typeName(value)}`);
  }
  if (none) return null;
  return date ? shifted(date, sum.total(), 1) : sum.total();
}

function shifted(date: Date, by: unknown, sign: 1 | -1): Date {
  const result = new Date(date.getTime() + sign * Math.round(toDouble(by)));
  if (Number.isNaN(result.getTime())) throw mongoError(15, "date overflow");
  return result;
}

function minus(a: unknown, b: unknown): unknown {
  if (nullish(a) || nullish(b)) return null;
  if (isNumber(a) && isNumber(b)) return subtract(a, b) ?? new Double(toDouble(a) - toDouble(b));
  if (a instanceof Date && b instanceof Date)
    return fromInteger(BigInt(a.getTime() - b.getTime()), false);
  if (a instanceof Date && isNumber(b)) return shifted(a, b, -1);
  throw mongoError(14, `can't $subtract ${typeName(b)} from ${typeName(a)}`);
}

/** Divides as `$divide` does: always a double, or a decimal if one is. */
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

function remainder(a: unknown, b: unknown): unknown {
  const types = [bsonType(a), bsonType(b)];
  if (types.includes("decimal")) {
    const left = fromDecimal128(toDecimal(a));
    const right = fromDecimal128(toDecimal(b));
    if (!left || !right) return Decimal128.fromString(String(toDouble(a) % toDouble(b)));
    const exponent = Math.min(left.exponent, right.exponent);
    const scaled = (value: ExactDecimal) =>
      value.coefficient * powerOfTen(value.exponent - exponent);
    return toDecimal128({ coefficient: scaled(left) % scaled(right), exponent });
  }
  if (types.includes("double")) return new Double(toDouble(a) % toDouble(b));
  const result =
    (exactNumber(a) as ExactDecimal).coefficient % (exactNumber(b) as ExactDecimal).coefficient;
  return fromInteger(result, !types.includes("long"));
}

type Way = "even" | "zero" | "up" | "down";

function toPlace([value, place]: readonly unknown[], name: string): unknown {
  if (nullish(value) || place === null) return null;
  requireNumber(value, name);
  const digits = place === undefined ? 0 : wholeInt32(place);
  if (digits === undefined)
    throw mongoError(51082, `precision argument to ${name} must be a integral value`);
  if (digits < -20 || digits > 100) {
    throw mongoError(
      51083,
      `cannot apply ${name} with precision value ${digits} value must be in [-20, 100]`,
    );
  }
  const way: Way = name === "$round" ? "even" : "zero";
  switch (bsonType(value)) {
    case "decimal":
      return roundDecimal(value as Decimal128, digits, way);
    case "double":
      return new Double(roundDouble(toDouble(value), digits, way));
    default:
      return digits >= 0 ? value : roundInteger(value as Int32 | Long, digits, way);
  }
}

function roundInteger(value: Int32 | Long, digits: number, way: Way): unknown {
  const whole = (exactNumber(value) as ExactDecimal).coefficient;
  const unit = powerOfTen(-digits);
  const rounded = (way === "even" ? divideHalfEven(whole, unit) : whole / unit) * unit;
  if (!fitsLong(rounded))
    throw mongoError(
      51080,
      "invalid conversion from Decimal128 result in $round resulting from arguments",
    );
  return fromInteger(rounded, bsonType(value) === "int");
}

function roundDouble(value: number, digits: number, way: Way): number {
  if (!Number.isFinite(value)) return value;
  if (digits === 0 && way === "zero") return Math.trunc(value);
  return toDouble(
    roundDecimal(toDecimal128(exactNumber(new Double(value)) as ExactDecimal), digits, way),
  );
}

function roundDecimal(value: Decimal128, digits: number, way: Way): Decimal128 {
  const exact = fromDecimal128(value);
  if (!exact || exact.exponent >= -digits) return value;
  const unit = powerOfTen(-digits - exact.exponent);
  return toDecimal128({
    coefficient: roundQuotient(exact.coefficient, unit, way),
    exponent: -digits,
  });
}

function roundQuotient(value: bigint, unit: bigint, way: Way): bigint {
  const cut = value / unit;
  if (way === "even") return divideHalfEven(value, unit);
  if (way === "zero" || value % unit === 0n) return cut;
  if (way === "up") return value > 0n ? cut + 1n : cut;
  return value < 0n ? cut - 1n : cut;
}
