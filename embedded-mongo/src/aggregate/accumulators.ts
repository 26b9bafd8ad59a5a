import { Int32 } from "bson";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { isDoc, isNumber } from "../values/bson-type.ts";
import { compareValues } from "../values/compare.ts";
import { describe } from "../values/describe.ts";
import { type Doc, docKey, fieldName } from "../values/doc.ts";
import { NumberSum } from "../values/number-sum.ts";
import type { Accumulator, AccumulatorField } from "./accumulator.ts";
import { divide } from "./arithmetic-operators.ts";
import { compileExpression } from "./compile-expression.ts";
import { deviation } from "./deviation.ts";
import { nullish, type Scope } from "./expression.ts";
import { mergeInto } from "./object-operators.ts";
import { rankedAccumulators } from "./ranked-accumulators.ts";
import { inOrder } from "./set-operators.ts";

/** The accumulators of one value, by name. */
const accumulators: Readonly<Record<string, () => Accumulator>> = {
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

const elsewhere = new Set(["$accumulator", "$median", "$percentile"]);

/** The names of all accumulators. */
export const accumulatorNames: readonly string[] = [
  ...Object.keys(accumulators),
  ...Object.keys(rankedAccumulators),
];

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

/** A field of a group. */
export interface GroupField extends AccumulatorField {
  readonly key: string;
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
  const field = readAccumulator(operator, spec[operator]);
  if (field) return { key: docKey(name), ...field };
  if (elsewhere.has(operator)) throw notAvailable(operator);
  throw mongoError(15952, `unknown group operator '${fieldName(operator)}'`);
}

/** Reads an accumulator with its argument; `undefined` if there is none of this name. */
export function readAccumulator(operator: string, argument: unknown): AccumulatorField | undefined {
  if (Object.hasOwn(rankedAccumulators, operator))
    return rankedAccumulators[operator]?.(argument, compileExpression, operator);
  const make = Object.hasOwn(accumulators, operator) ? accumulators[operator] : undefined;
  if (!make) return undefined;
  if (Array.isArray(argument))
    throw mongoError(40237, `The ${operator} accumulator is a unary operator`);
  if (operator === "$count" && !(isDoc(argument) && Object.keys(argument).length === 0)) {
    throw mongoError(9, `$count takes no arguments, i.e. $count:{}: ${describe(argument)}`);
  }
  return { make, input: operator === "$count" ? () => null : compileExpression(argument) };
}

/** Feeds one document to the accumulators of its group. */
export function accumulate(
  fields: readonly AccumulatorField[],
  into: readonly Accumulator[],
  scope: Scope,
): void {
  for (const [at, { input }] of fields.entries()) into[at]?.add(input(scope));
}
