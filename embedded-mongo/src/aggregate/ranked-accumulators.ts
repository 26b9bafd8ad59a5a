import { mongoError } from "../errors/mongo-error.ts";
import { readSortOrder, type SortKey, type SortOrder } from "../keys/sort-order.ts";
import { isDoc } from "../values/bson-type.ts";
import { fieldName } from "../values/doc.ts";
import type { Accumulator, AccumulatorField } from "./accumulator.ts";
import type { Compile, Evaluate } from "./expression.ts";
import { choosers, readCount, readSeveral } from "./several-values.ts";

/** The accumulators that keep several values, or values by an order of their own, by name. */
export const rankedAccumulators: Readonly<
  Record<string, (argument: unknown, compile: Compile, name: string) => AccumulatorField>
> = {
  $firstN: several,
  $lastN: several,
  $minN: several,
  $maxN: several,
  $top: ranked,
  $topN: ranked,
  $bottom: ranked,
  $bottomN: ranked,
};

function several(argument: unknown, compile: Compile, name: string): AccumulatorField {
  const { n, input } = readSeveral(argument, compile, name);
  const choose = choosers[name] as (typeof choosers)[string];
  return {
    input,
    make: (scope) => {
      const count = readCount(n(scope));
      let values: unknown[] = [];
      return {
        add(value) {
          values.push(value);
          // What cannot be chosen any more need not be kept.
          if (values.length >= count * 2 + 100) values = choose(values, count);
        },
        result: () => choose(values, count),
      };
    },
  };
}

type Ranked = { readonly key: SortKey; readonly at: number; readonly value: unknown };

function ranked(argument: unknown, compile: Compile, name: string): AccumulatorField {
  const isList = name.endsWith("N");
  const { n, order, output } = readRanked(argument, compile, name, isList);
  const isTop = name.startsWith("$top");
  const compare = (a: Ranked, b: Ranked): number => order.compare(a.key, b.key) || a.at - b.at;
  return {
    input: (scope) => ({ key: order.keyOf(scope.root), value: output(scope) ?? null }),
    make: (scope): Accumulator => {
      const count = n ? readCount(n(scope)) : 1;
      let kept: Ranked[] = [];
      let at = 0;
      const cut = (): void => {
        kept.sort(compare);
        if (isTop) kept = kept.slice(0, count);
        // Of equals at the bottom, those that came first stay.
        else if (kept.length > count) kept = bottomOf(kept, count, order);
      };
      return {
        add(found) {
          kept.push({ ...(found as Omit<Ranked, "at">), at: at++ });
          if (kept.length >= count * 2 + 100) cut();
        },
        result() {
          cut();
          return isList ? kept.map(({ value }) => value) : (kept[0]?.value ?? null);
        },
      };
    },
  };
}

function bottomOf(sorted: readonly Ranked[], count: number, order: SortOrder): Ranked[] {
  const border = sorted[sorted.length - count] as Ranked;
  const above = sorted.filter(({ key }) => order.compare(key, border.key) > 0);
  const equal = sorted.filter(({ key }) => order.compare(key, border.key) === 0);
  return [...equal.slice(0, count - above.length), ...above];
}

function readRanked(
  argument: unknown,
  compile: Compile,
  name: string,
  isList: boolean,
): { n: Evaluate | undefined; order: SortOrder; output: Evaluate } {
  if (!isDoc(argument)) throw mongoError(5788001, `specification of ${name} must be an object`);
  for (const key of Object.keys(argument)) {
    if (key !== "sortBy" && key !== "output" && !(isList && key === "n"))
      throw mongoError(5788002, `Unknown argument to ${name}: ${fieldName(key)}`);
  }
  const { n, sortBy, output } = argument;
  if (isList && n === undefined) throw mongoError(5788003, "Missing value for 'n'");
  if (output === undefined) throw mongoError(5788004, "Missing value for 'output'");
  if (sortBy === undefined) throw mongoError(5788005, "Missing value for 'sortBy'");
  if (!isDoc(sortBy)) throw mongoError(10065, "invalid parameter: expected an object (sortBy)");
  const order = readSortOrder(sortBy);
  if (!order) throw mongoError(15976, "$sort stage must have at least one sort key");
  return { n: n === undefined ? undefined : compile(n), order, output: compile(output) };
}
