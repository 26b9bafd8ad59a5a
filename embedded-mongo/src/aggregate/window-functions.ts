import { Int32 } from "bson";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import type { SortOrder } from "../keys/sort-order.ts";
import { add, multiply, subtract } from "../values/arithmetic.ts";
import { isDoc, isNumber } from "../values/bson-type.ts";
import { equalValues } from "../values/compare.ts";
import { type Doc, docKey, fieldName } from "../values/doc.ts";
import { wholeInt32 } from "../values/integers.ts";
import type { AccumulatorField } from "./accumulator.ts";
import { readAccumulator } from "./accumulators.ts";
import { divide } from "./arithmetic-operators.ts";
import { compileExpression } from "./compile-expression.ts";
import { nullish, typeName } from "./expression.ts";
import { valueAt } from "./stage.ts";
import { readWindow, type Window } from "./window-bounds.ts";
import type { Partition } from "./window-partition.ts";

/** Calculates one value for each document of a partition. */
export type WindowFunction = (partition: Partition) => readonly unknown[];

/** The functions of `$setWindowFields` that are no accumulators. */
export const orderFunctions: Readonly<
  Record<string, (argument: unknown, name: string, order: SortOrder | undefined) => WindowFunction>
> = {
  $documentNumber: ranking((at) => at + 1),
  $rank: ranking((at, isSame, before) => (isSame ? before : at + 1)),
  $denseRank: ranking((_at, isSame, before) => (isSame ? before : before + 1)),
  $shift: shift,
  $locf: lastKnown,
  $linearFill: linearFill,
};

const elsewhere = new Set([
  ...["$covariancePop", "$covarianceSamp", "$derivative", "$expMovingAvg", "$integral"],
  ...["$median", "$minMaxScaler", "$percentile"],
]);

/** Reads an output field: one function with its argument and, for accumulators, its window. */
export function readWindowFunction(spec: unknown, order: SortOrder | undefined): WindowFunction {
  if (!isDoc(spec)) throw mongoError(9, `The field must be an object, found ${typeName(spec)}`);
  const names = Object.keys(spec).filter((key) => key !== "window");
  const [name] = names;
  if (name === undefined || names.length > 1)
    throw mongoError(9, "Expected exactly one window function in an output field");
  if (Object.hasOwn(orderFunctions, name)) {
    if (spec.window !== undefined)
      throw mongoError(5371601, `'window' is not allowed with the function ${name}`);
    return (orderFunctions[name] as (typeof orderFunctions)[string])(spec[name], name, order);
  }
  const field = readAccumulator(name, spec[name]);
  if (field) return accumulating(field, readWindow(spec.window, order));
  if (elsewhere.has(name)) throw notAvailable(`the window function ${name}`);
  throw mongoError(9, `Unrecognized window function, ${fieldName(name)}`);
}

function accumulating({ make, input }: AccumulatorField, window: Window): WindowFunction {
  return (partition) => {
    const { docs, scopes } = partition;
    const start = { ...scopes[0], root: {} } as (typeof scopes)[number];
    let accumulator = make(start);
    let fed = 0;
    return docs.map((_doc, at) => {
      const [from, to] = window.of(partition, at);
      if (!window.fromStart) {
        accumulator = make(start);
        fed = from;
      }
      // A window that begins with the partition only grows.
      for (; fed < to; fed++) accumulator.add(input(scopes[fed] as (typeof scopes)[number]));
      return copyOf(accumulator.result() ?? null);
    });
  };
}

// What an accumulator goes on adding to must not change in the documents before.
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...value];
  return isDoc(value) ? { ...value } : value;
}

function ranking(
  rank: (at: number, isSame: boolean, before: number) => number,
): (typeof orderFunctions)[string] {
  return (argument, name, order) => {
    if (!isDoc(argument) || Object.keys(argument).length > 0)
      throw mongoError(5371603, `${name} must be specified with '{}' as the value`);
    if (!order || (name !== "$documentNumber" && order.fields.length !== 1)) {
      throw mongoError(
        5371602,
        `${name} must be specified with a top level sortBy expression with exactly one element`,
      );
    }
    const keys = (order.fields[0]?.[0] ?? "").split(".").map(docKey);
    return ({ docs }) => {
      let last = 0;
      let before: unknown;
      return docs.map((doc, at) => {
        const value = valueAt(doc, keys);
        last = rank(at, at > 0 && isSame(before, value), last);
        before = value;
        return new Int32(last);
      });
    };
  };
}

// The values themselves are compared, so that null and missing, which have one place in the order, have two ranks.
function isSame(a: unknown, b: unknown): boolean {
  return a === undefined || b === undefined ? a === b : equalValues(a, b);
}

function shift(argument: unknown, name: string, order: SortOrder | undefined): WindowFunction {
  if (!isDoc(argument))
    throw mongoError(9, `Argument to ${name} must be an object, found ${typeName(argument)}`);
  for (const key of Object.keys(argument)) {
    if (key !== "output" && key !== "by" && key !== "default")
      throw mongoError(9, `Unknown argument in ${name}: ${fieldName(key)}`);
  }
  if (!order) throw mongoError(5371102, `'${name}' requires a sortBy`);
  if (argument.output === undefined || argument.by === undefined)
    throw mongoError(9, `${name} requires 'output' and 'by'`);
  const by = wholeInt32(argument.by);
  if (by === undefined) throw mongoError(9, `'${name}:by' field must be an integer`);
  const output = compileExpression(argument.output);
  const { default: otherwise } = argument;
  if (isDoc(otherwise) || (typeof otherwise === "string" && otherwise[0] === "$"))
    throw notAvailable(`an expression as the 'default' of ${name}`);
  return ({ scopes }) =>
    scopes.map((_scope, at) => {
      const scope = scopes[at + by];
      return (scope ? output(scope) : otherwise) ?? null;
    });
}

function lastKnown(argument: unknown): WindowFunction {
  const input = compileExpression(argument);
  return ({ scopes }) => {
    let last: unknown = null;
    return scopes.map((scope) => {
      const value = input(scope);
      if (!nullish(value)) last = value;
      return last;
    });
  };
}

function linearFill(argument: unknown, name: string, order: SortOrder | undefined): WindowFunction {
  const [field, ...others] = order?.fields ?? [];
  if (!field || others.length > 0) {
    throw mongoError(
      605001,
      `${name} must be specified with a top level sortBy expression with exactly one element`,
    );
  }
  const input = compileExpression(argument);
  const keys = field[0].split(".").map(docKey);
  return ({ scopes }) => {
    const known = scopes.map((scope, at) => ({
      at,
      x: position(scope.root, keys),
      y: input(scope),
    }));
    for (const { y } of known) {
      if (!nullish(y) && !isNumber(y))
        throw mongoError(
          14,
          `Value to be filled must be numeric or nullish, but found ${typeName(y)}`,
        );
    }
    for (const [at, { x }] of known.entries()) {
      const before = known[at - 1]?.x;
      if (before !== undefined && Number(String(subtract(before, x))) === 0)
        throw mongoError(6050106, "There can be no repeated values in the sort field");
    }
    let left: (typeof known)[number] | undefined;
    return known.map((point) => {
      if (!nullish(point.y)) {
        left = point;
        return point.y;
      }
      const right = known.slice(point.at).find(({ y }) => !nullish(y));
      return left && right ? between(left, right, point.x) : null;
    });
  };
}

interface Point {
  readonly x: unknown;
  readonly y: unknown;
}

function between(left: Point, right: Point, x: unknown): unknown {
  const slope = divide(subtract(right.y, left.y), subtract(right.x, left.x));
  return add(left.y, multiply(slope, subtract(x, left.x)));
}

function position(doc: Doc, keys: readonly string[]): unknown {
  const value = valueAt(doc, keys);
  if (value instanceof Date) return add(new Int32(0), BigInt(value.getTime()));
  if (isNumber(value)) return value;
  throw mongoError(
    14,
    `Value of the sortBy field must be numeric or a date, but found ${typeName(value)}`,
  );
}
