import { Double, Int32 } from "bson";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { toDouble } from "../values/arithmetic.ts";
import { bsonType, isDoc, isNumber } from "../values/bson-type.ts";
import { compareValues } from "../values/compare.ts";
import { describe } from "../values/describe.ts";
import { type Doc, docKey, fieldName } from "../values/doc.ts";
import { NumberSum } from "../values/number-sum.ts";
import { divide } from "./arithmetic-operators.ts";
import { compileExpression } from "./compile-expression.ts";
import { type Evaluate, nullish, type Scope } from "./expression.ts";
import { mergeInto } from "./object-operators.ts";
import { inOrder } from "./set-operators.ts";

/** What a group keeps of one of its fields. */
export interface Accumulator {
  add(value: unknown): void;
  result(): unknown;
}

/** The accumulators of `$group`, by name. */
export const accumulators: Readonly<Record<string, () => Accumulator>> = {
  $sum: () => {
    const sum = new NumberSum();
    return {
      add: (value) => void (isNumberValue(value) && sum.add(value)),
      result: () => sum.total(),
    };
  },
  $avg: () => {
    const sum = new NumberSum();
    return {
      add: (value) => void (isNumberValue(value) && sum.add(value)),
      result: () => sum.average(divide),
    };
  },
  $min: () => extreme(-1),
  $max: () => extreme(1),
  $first: () => {
    let first: unknown;
    let any = false;
    return {
      add: (value) => {
        if (!any) first = value;
        any = true;
      },
      result: () => first,
    };
  },
  $last: () => {
    let last: unknown;
    return {
      add: (value) => {
        last = value;
      },
      result: () => last,
    };
  },
  $push: () => {
    const values: unknown[] = [];
    return {
      add: (value) => void (value !== undefined && values.push(value)),
      result: () => values,
    };
  },
  $addToSet: () => {
    const values: unknown[] = [];
    return {
      add: (value) => void (value !== undefined && values.push(value)),
      result: () => inOrder(values),
    };
  },
  $count: () => {
    const sum = new NumberSum();
    const one = new Int32(1);
    return { add: () => sum.add(one), result: () => sum.total() };
  },
  $mergeObjects: () => {
    const merged: Doc = {};
    return { add: (value) => mergeInto(merged, value), result: () => merged };
  },
  $stdDevPop: () => deviation(0),
  $stdDevSamp: () => deviation(1),
};

const elsewhere = new Set([
  "$accumulator",
  "$bottom",
  "$bottomN",
  "$firstN",
  "$lastN",
  "$maxN",
  "$median",
  "$minN",
  "$percentile",
  "$top",
  "$topN",
]);

function isNumberValue(value: unknown): boolean {
  return value !== undefined && isNumber(value);
}

function extreme(sign: 1 | -1): Accumulator {
  let best: unknown;
  return {
    add: (value) => {
      if (nullish(value)) return;
      if (best === undefined || sign * compareValues(value, best) > 0) best = value;
    },
    result: () => best ?? null,
  };
}

function deviation(less: 0 | 1): Accumulator {
  let [count, mean, squares] = [0, 0, 0];
  return {
    add: (value) => {
      if (!isNumberValue(value)) return;
      if (bsonType(value) === "decimal") throw notAvailable("the standard deviation of decimals");
      const number = toDouble(value);
      count++;
      const delta = number - mean;
      mean += delta / count;
      squares += delta * (number - mean);
    },
    result: () => (count <= less ? null : new Double(Math.sqrt(squares / (count - less)))),
  };
}

/** A field of a group: how to make its accumulator and what to feed it. */
export interface GroupField {
  readonly key: string;
  readonly make: () => Accumulator;
  readonly input: Evaluate;
}

/** Reads the fields of a group besides `_id`. */
export function readGroupField(key: string, spec: unknown): GroupField {
  const name = fieldName(key);
  if (name.includes(".")) throw mongoError(40235, `The field name '${name}' cannot contain '.'`);
  if (name[0] === "$")
    throw mongoError(40236, `The field name '${name}' cannot be an operator name`);
  if (!isDoc(spec)) throw mongoError(40234, `The field '${name}' must be an accumulator object`);
  const [operator, ...others] = Object.keys(spec);
  if (operator === undefined || others.length > 0)
    throw mongoError(40238, `The field '${name}' must specify one accumulator`);
  const make = Object.hasOwn(accumulators, operator) ? accumulators[operator] : undefined;
  if (!make) {
    if (elsewhere.has(operator)) throw notAvailable(operator);
    throw mongoError(15952, `unknown group operator '${fieldName(operator)}'`);
  }
  const argument = spec[operator];
  if (Array.isArray(argument))
    throw mongoError(40237, `The ${operator} accumulator is a unary operator`);
  if (operator === "$count" && !(isDoc(argument) && Object.keys(argument).length === 0)) {
    throw mongoError(9, `$count takes no arguments, i.e. $count:{}: ${describe(argument)}`);
  }
  return {
    key: docKey(name),
    make,
    input: operator === "$count" ? () => null : compileExpression(argument),
  };
}

/** Feeds one document to the accumulators of its group. */
export function accumulate(
  fields: readonly GroupField[],
  into: readonly Accumulator[],
  scope: Scope,
): void {
  for (const [at, { input }] of fields.entries()) into[at]?.add(input(scope));
}
