import { Double, Int32, Long } from "bson";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { calculate } from "../values/arithmetic.ts";
import { bsonType, isNumber } from "../values/bson-type.ts";
import { NumberSum } from "../values/number-sum.ts";
import { toDouble } from "../values/numbers.ts";
import { operator } from "./arguments.ts";
import { nullish, type Operator, typeName } from "./expression.ts";

const any = Number.POSITIVE_INFINITY;

/** The operators of arithmetic. */
export const arithmeticOperators = {
  $add: operator(0, any, addAll),
  $subtract: operator(2, 2, ([a, b]) => minus(a, b)),
  $multiply: operator(0, any, multiplyAll),
  $divide: operator(2, 2, ([a, b]) => {
    if (nullish(a) || nullish(b)) {
      return null;
    }
    if (!isNumber(a) || !isNumber(b)) {
      throw mongoError(
        14,
        `$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`,
      );
    }
    if (bsonType(a) === "decimal" || bsonType(b) === "decimal") {
      throw notAvailable("arithmetic with Decimal128 values");
    }
    if (toDouble(b) === 0) {
      throw mongoError(2, "can't $divide by zero");
    }
    return new Double(toDouble(a) / toDouble(b));
  }),
} satisfies Record<string, Operator>;

function addAll(values: readonly unknown[]): unknown {
  const sum = new NumberSum();
  let date: Date | undefined;
  let none = false;
  for (const value of values) {
    if (nullish(value)) {
      none = true;
    } else if (value instanceof Date) {
      if (date) {
        throw mongoError(16612, "only one date allowed in an $add expression");
      }
      date = value;
    } else if (isNumber(value)) {
      sum.add(value);
    } else {
      throw mongoError(14, `$add only supports numeric or date types, not ${typeName(value)}`);
    }
  }
  if (none) {
    return null;
  }
  return date ? shifted(date, sum.total(), 1) : sum.total();
}

function multiplyAll(values: readonly unknown[]): unknown {
  let product: unknown = new Int32(1);
  let none = false;
  for (const value of values) {
    if (nullish(value)) {
      none = true;
    } else if (!isNumber(value)) {
      throw mongoError(14, `$multiply only supports numeric types, not ${typeName(value)}`);
    } else {
      product = calculate(product, "*", value) ?? new Double(toDouble(product) * toDouble(value));
    }
  }
  return none ? null : product;
}

function shifted(date: Date, by: unknown, sign: 1 | -1): Date {
  const result = new Date(date.getTime() + sign * Math.round(toDouble(by)));
  if (Number.isNaN(result.getTime())) {
    throw mongoError(15, "date overflow");
  }
  return result;
}

function minus(a: unknown, b: unknown): unknown {
  if (nullish(a) || nullish(b)) {
    return null;
  }
  if (isNumber(a) && isNumber(b)) {
    return calculate(a, "-", b) ?? new Double(toDouble(a) - toDouble(b));
  }
  if (a instanceof Date && b instanceof Date) {
    return Long.fromNumber(a.getTime() - b.getTime());
  }
  if (a instanceof Date && isNumber(b)) {
    return shifted(a, b, -1);
  }
  throw mongoError(14, `can't $subtract ${typeName(b)} from ${typeName(a)}`);
}
