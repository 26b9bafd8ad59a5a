import { isNumber } from "../values/bson-type.ts";
import { compareValues } from "../values/compare.ts";
import { NumberSum } from "../values/number-sum.ts";
import { divide } from "./arithmetic-operators.ts";
import { deviation } from "./deviation.ts";
import { nullish, type Operator } from "./expression.ts";

/** The accumulators that are expressions too: of a list of values, or of the elements of one array. */
export const summaryOperators: Readonly<Record<string, Operator>> = {
  $sum: overall((values) => sumOf(values).total()),
  $avg: overall((values) => sumOf(values).average(divide)),
  $min: overall((values) => extreme(values, -1)),
  $max: overall((values) => extreme(values, 1)),
  $stdDevPop: overall((values) => spreadOf(values, 0)),
  $stdDevSamp: overall((values) => spreadOf(values, 1)),
};

function overall(call: (values: readonly unknown[]) => unknown): Operator {
  return (argument, compile) => {
    if (Array.isArray(argument)) {
      const args = argument.map(compile);
      const [only] = args;
      if (args.length !== 1 || !only) return (scope) => call(args.map((arg) => arg(scope)));
      return (scope) => call(spread(only(scope)));
    }
    const input = compile(argument);
    return (scope) => call(spread(input(scope)));
  };
}

function spread(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function sumOf(values: readonly unknown[]): NumberSum {
  const sum = new NumberSum();
  for (const value of values) if (value !== undefined && isNumber(value)) sum.add(value);
  return sum;
}

function spreadOf(values: readonly unknown[], less: 0 | 1): unknown {
  const spread = deviation(less);
  for (const value of values) spread.add(value);
  return spread.result();
}

function extreme(values: readonly unknown[], sign: 1 | -1): unknown {
  let best: unknown;
  for (const value of values) {
    if (nullish(value)) continue;
    if (best === undefined || sign * compareValues(value, best) > 0) best = value;
  }
  return best ?? null;
}
