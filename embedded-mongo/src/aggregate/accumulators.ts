import type { Listed } from "../closed-list.ts";
import { mongoError } from "../errors/mongo-error.ts";
import { isIn, unlisted } from "../errors/unlisted.ts";
import { compileExpression } from "../expressions/compile-expression.ts";
import { type Evaluate, nullish } from "../expressions/expression.ts";
import { equalKey } from "../keys/equal-key.ts";
import { isDoc, isNumber } from "../values/bson-type.ts";
import { sizeOf } from "../values/codec.ts";
import { compareValues } from "../values/compare.ts";
import type { Doc } from "../values/doc.ts";
import { NumberSum } from "../values/number-sum.ts";

/** What a group keeps of one of its fields. */
export interface Accumulator {
  add(value: unknown): void;
  result(): unknown;
}

/** Is told how many bytes more an accumulator holds. */
type Hold = (bytes: number) => void;

const accumulators: Readonly<Record<Listed<"accumulators">, (hold: Hold) => Accumulator>> = {
  $sum: () => numbers((sum) => sum.total()),
  $avg: () => numbers((sum) => sum.average()),
  $min: (hold) => extreme(-1, hold),
  $max: (hold) => extreme(1, hold),
  $first: (hold) => {
    let first: unknown;
    let any = false;
    return {
      add: (value) => {
        if (any) return;
        any = true;
        first = value;
        hold(sizeOf(value));
      },
      result: () => first,
    };
  },
  $last: (hold) => {
    let last: unknown;
    return {
      add: (value) => {
        hold(sizeOf(value) - sizeOf(last));
        last = value;
      },
      result: () => last,
    };
  },
  $push: (hold) => {
    const values: unknown[] = [];
    return {
      add: (value) => {
        if (value === undefined) return;
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
        if (value === undefined) return;
        const key = equalKey(value);
        if (values.has(key)) return;
        values.set(key, value);
        hold(sizeOf(value) + key.length);
      },
      result: () => [...values.values()],
    };
  },
};

function numbers(result: (sum: NumberSum) => unknown): Accumulator {
  const sum = new NumberSum();
  return {
    add: (value) => void (value !== undefined && isNumber(value) && sum.add(value)),
    result: () => result(sum),
  };
}

function extreme(sign: 1 | -1, hold: Hold): Accumulator {
  let best: unknown;
  return {
    add: (value) => {
      if (nullish(value)) return;
      if (best !== undefined && sign * compareValues(value, best) <= 0) return;
      hold(sizeOf(value) - sizeOf(best));
      best = value;
    },
    result: () => best ?? null,
  };
}

/** A field of a group: its name, how to make its accumulator and what to feed it of each document. */
export interface GroupField {
  readonly name: string;
  readonly make: (hold: Hold) => Accumulator;
  readonly input: Evaluate;
}

/** Reads a field of a group other than `_id`. */
export function readGroupField(name: string, spec: unknown): GroupField {
  if (name.includes(".")) throw mongoError(40235, `The field name '${name}' cannot contain '.'`);
  if (name[0] === "$")
    throw mongoError(40236, `The field name '${name}' cannot be an operator name`);
  if (!isDoc(spec)) throw mongoError(40234, `The field '${name}' must be an accumulator object`);
  const [operator, ...others] = Object.keys(spec);
  if (operator === undefined || others.length > 0)
    throw mongoError(40238, `The field '${name}' must specify one accumulator`);
  if (!isIn(accumulators, operator))
    throw unlisted(operator, 15952, `unknown group operator '${operator}'`);
  const argument = (spec as Doc)[operator];
  if (Array.isArray(argument))
    throw mongoError(40237, `The ${operator} accumulator is a unary operator`);
  return { name, make: accumulators[operator], input: compileExpression(argument) };
}
