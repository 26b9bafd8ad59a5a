import { compareValues } from "../keys/compare-values.ts";
import { isDoc } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import { truthy } from "../values/truthy.ts";
import { argumentList, namedFields, operator } from "./arguments.ts";
import { type Compile, type Evaluate, nullish, type Operator } from "./expression.ts";

const any = Number.POSITIVE_INFINITY;

/** Compares two values; a missing value comes before null here, unlike in queries. */
function order(a: unknown, b: unknown): number {
  if (a !== undefined && b !== undefined) {
    return compareValues(a, b);
  }
  if (a === b) {
    return 0;
  }
  if (a === undefined) {
    return compareValues(null, b) > 0 ? 1 : -1;
  }
  return compareValues(a, null) < 0 ? -1 : 1;
}

const comparing = (test: (order: number) => boolean) =>
  operator(2, 2, ([a, b]) => test(order(a, b)));

/** The comparison and logical operators. */
export const logicOperators = {
  $eq: comparing((sign) => sign === 0),
  $gt: comparing((sign) => sign > 0),
  $gte: comparing((sign) => sign >= 0),
  $lt: comparing((sign) => sign < 0),
  $lte: comparing((sign) => sign <= 0),
  $and: junction((tests) => (doc) => tests.every((test) => truthy(test(doc)))),
  $or: junction((tests) => (doc) => tests.some((test) => truthy(test(doc)))),
  $not: operator(1, 1, ([value]) => !truthy(value)),
  $cond: condition,
  $ifNull: (argument, compile, name) => {
    const args = argumentList(argument, 2, any, name).map(compile);
    return (doc) => {
      let value: unknown;
      for (const arg of args) {
        value = arg(doc);
        if (!nullish(value)) {
          return value;
        }
      }
      return value;
    };
  },
} satisfies Record<string, Operator>;

function junction(make: (tests: readonly Evaluate[]) => Evaluate): Operator {
  return (argument, compile) =>
    make((Array.isArray(argument) ? argument : [argument]).map(compile));
}

function condition(argument: unknown, compile: Compile, name: string): Evaluate {
  const { if: test, then, else: otherwise } = conditionParts(argument, name);
  const [isTrue, yes, no] = [compile(test), compile(then), compile(otherwise)];
  return (doc) => (truthy(isTrue(doc)) ? yes(doc) : no(doc));
}

function conditionParts(argument: unknown, name: string): Doc {
  if (isDoc(argument)) {
    return namedFields(argument, name, ["if", "then", "else"]);
  }
  const [test, yes, no] = argumentList(argument, 3, 3, name);
  // biome-ignore lint/suspicious/noThenProperty: MongoDB calls it so.
  return { if: test, then: yes, else: no };
}
