import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { compileExpression } from "../expressions/compile-expression.ts";
import { type Evaluate, nullish } from "../expressions/expression.ts";
import { compareValues } from "../keys/compare-values.ts";
import { equalKey } from "../keys/equal-key.ts";
import { isDoc, isNumber } from "../values/bson-type.ts";
import { sizeOf } from "../values/codec.ts";
import { entryOf } from "../values/doc.ts";
import { NumberSum } from "../values/number-sum.ts";

/** Accumulates the values of one field of a group. */
export interface Accumulator {
  add(value: unknown): void;
  result(): unknown;
}

/** Counts bytes that an accumulator holds in addition. */
type Hold = (bytes: number) => void;

/** Makes each accumulator. */
export const accumulators: Readonly<Record<string, (hold: Hold) => Accumulator>> = {
  $sum: () => numbers((sum) => sum.total()),
  $avg: () => numbers((sum) => sum.average()),
  $min: (hold) => chosen(hold, (value, best) => isBetter(value, best, -1)),
  $max: (hold) => chosen(hold, (value, best) => isBetter(value, best, 1)),
  $first: (hold) => chosen(hold, (_value, _first, isFirst) => isFirst),
  $last: (hold) => chosen(hold, () => true),
  $push: (hold) => {
    const values: unknown[] = [];
    return {
      add: (value) => {
        if (value === undefined) {
          return;
        }
        values.push(value);
        hold(sizeOf(value));
      },
      result: () => values,
    };
  },
  $addToSet: (hold) => {
    const values = new Map<string, unknown>();
    return {
      add: (value) => {
        const key = equalKey(value);
        if (value === undefined || values.has(key)) {
          return;
        }
        values.set(key, value);
        hold(sizeOf(value) + key.length);
      },
      result: () => [...values.values()],
    };
  },
};

/** `$min` and `$max` ignore null and missing values. */
function isBetter(value: unknown, best: unknown, sign: 1 | -1): boolean {
  if (nullish(value)) {
    return false;
  }
  return best === undefined || sign * compareValues(value, best) > 0;
}

function numbers(result: (sum: NumberSum) => unknown): Accumulator {
  const sum = new NumberSum();
  return {
    add: (value) => void (value !== undefined && isNumber(value) && sum.add(value)),
    result: () => result(sum),
  };
}

/** Keeps one of the values. */
function chosen(
  hold: Hold,
  replaces: (value: unknown, kept: unknown, isFirst: boolean) => boolean,
): Accumulator {
  let kept: unknown;
  let isFirst = true;
  return {
    add: (value) => {
      if (replaces(value, kept, isFirst)) {
        hold(sizeOf(value) - sizeOf(kept));
        kept = value;
      }
      isFirst = false;
    },
    result: () => kept ?? null,
  };
}

/** A field of a group: its name, its accumulator and the expression of its input. */
export interface GroupField {
  readonly name: string;
  readonly make: (hold: Hold) => Accumulator;
  readonly input: Evaluate;
}

/** Reads a field of a group other than `_id`. */
export function readGroupField(name: string, spec: unknown): GroupField {
  if (name.includes(".")) {
    throw mongoError(40235, `The field name '${name}' cannot contain '.'`);
  }
  if (name[0] === "$") {
    throw mongoError(40236, `The field name '${name}' cannot be an operator name`);
  }
  if (!isDoc(spec)) {
    throw mongoError(40234, `The field '${name}' must be an accumulator object`);
  }
  const [operator = "", ...others] = Object.keys(spec);
  if (others.length > 0) {
    throw mongoError(40238, `The field '${name}' must specify one accumulator`);
  }
  const make = entryOf(accumulators, operator);
  if (!make) {
    throw notAvailable(`unknown group operator '${operator}'; it`, 15952);
  }
  if (Array.isArray(spec[operator])) {
    throw mongoError(40237, `The ${operator} accumulator is a unary operator`);
  }
  return { name, make, input: compileExpression(spec[operator]) };
}
