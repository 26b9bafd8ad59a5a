import { Int32 } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { readSortOrder, sortedBy } from "../keys/sort-order.ts";
import { isDoc, isNumber } from "../values/bson-type.ts";
import { compareValues, equalValues } from "../values/compare.ts";
import type { Doc } from "../values/doc.ts";
import { wholeInt32 } from "../values/integers.ts";
import { truthy } from "../values/truthy.ts";
import { namedFields, operator } from "./arguments.ts";
import { alsoDeclared } from "./declared-variables.ts";
import { type Compile, type Evaluate, nullish, type Operator, typeName } from "./expression.ts";
import { checkVariableName } from "./logic-operators.ts";

const any = Number.POSITIVE_INFINITY;

/** The operators on arrays and sets. */
export const arrayOperators: Readonly<Record<string, Operator>> = {
  $arrayElemAt: operator(2, 2, ([array, index]) => {
    if (nullish(array) || nullish(index)) return null;
    if (!Array.isArray(array))
      throw mongoError(
        28689,
        `$arrayElemAt's first argument must be an array, but is ${typeName(array)}`,
      );
    if (!isNumber(index))
      throw mongoError(
        28690,
        `$arrayElemAt's second argument must be a numeric value, but is ${typeName(index)}`,
      );
    const at = wholeInt32(index);
    if (at === undefined)
      throw mongoError(
        28691,
        "$arrayElemAt's second argument must be representable as a 32-bit integer",
      );
    return array.at(at);
  }),
  $first: end("$first", 0),
  $last: end("$last", -1),
  $concatArrays: operator(0, any, (values) => {
    const all: unknown[] = [];
    let none = false;
    for (const value of values) {
      if (nullish(value)) none = true;
      else if (!Array.isArray(value))
        throw mongoError(28664, `$concatArrays only supports arrays, not ${typeName(value)}`);
      else all.push(...value);
    }
    return none ? null : all;
  }),
  $filter: filter,
  $map: map,
  $reduce: reduce,
  $in: operator(2, 2, ([value, array]) => {
    if (!Array.isArray(array))
      throw mongoError(
        40081,
        `$in requires an array as a second argument, found: ${typeName(array)}`,
      );
    return array.some((item) => value !== undefined && equalValues(item, value));
  }),
  $indexOfArray: operator(2, 4, (values) => indexOfArray(values)),
  $isArray: operator(1, 1, ([value]) => Array.isArray(value)),
  $range: operator(2, 3, (values) => range(values)),
  $reverseArray: operator(1, 1, ([array]) => {
    if (nullish(array)) return null;
    if (!Array.isArray(array))
      throw mongoError(
        34435,
        `The argument to $reverseArray must be an array, but was of type: ${typeName(array)}`,
      );
    return [...array].reverse();
  }),
  $size: operator(1, 1, ([array]) => {
    if (!Array.isArray(array))
      throw mongoError(
        17124,
        `The argument to $size must be an array, but was of type: ${typeName(array)}`,
      );
    return new Int32(array.length);
  }),
  $slice: operator(2, 3, (values) => slice(values)),
  $sortArray: sortArray,
};

function end(name: string, at: 0 | -1): Operator {
  return operator(1, 1, ([array]) => {
    if (nullish(array)) return null;
    if (!Array.isArray(array))
      throw mongoError(28689, `${name}'s argument must be an array, but is ${typeName(array)}`);
    return array.at(at);
  });
}

function variable(doc: Doc, key: string): string {
  const name = doc[key] ?? "this";
  if (typeof name !== "string") throw mongoError(9, `'${key}' must be a string`);
  checkVariableName(name);
  return name;
}

function filter(argument: unknown, compile: Compile, name: string): Evaluate {
  const doc = namedFields(argument, name, {
    required: ["input", "cond"],
    optional: ["as", "limit"],
    code: 28646,
  });
  const [input, as] = [compile(doc.input), variable(doc, "as")];
  const test = alsoDeclared([as], () => compile(doc.cond));
  const limit = doc.limit === undefined ? undefined : compile(doc.limit);
  return (scope) => {
    const array = input(scope);
    if (nullish(array)) return null;
    if (!Array.isArray(array))
      throw mongoError(28651, `input to $filter must be an array not ${typeName(array)}`);
    const most = limit?.(scope);
    const count = nullish(most) ? any : wholeInt32(most);
    if (count === undefined || count <= 0)
      throw mongoError(327391, "$filter: limit must be a positive 32-bit integer");
    const kept: unknown[] = [];
    for (const item of array) {
      if (kept.length >= count) break;
      if (truthy(test({ ...scope, vars: { ...scope.vars, [as]: item } }))) kept.push(item);
    }
    return kept;
  };
}

function map(argument: unknown, compile: Compile, name: string): Evaluate {
  const doc = namedFields(argument, name, {
    required: ["input", "in"],
    optional: ["as"],
    code: 16879,
  });
  const [input, as] = [compile(doc.input), variable(doc, "as")];
  const body = alsoDeclared([as], () => compile(doc.in));
  return (scope) => {
    const array = input(scope);
    if (nullish(array)) return null;
    if (!Array.isArray(array))
      throw mongoError(16883, `input to $map must be an array not ${typeName(array)}`);
    return array.map((item) => body({ ...scope, vars: { ...scope.vars, [as]: item } }) ?? null);
  };
}

function reduce(argument: unknown, compile: Compile, name: string): Evaluate {
  const doc = namedFields(argument, name, {
    required: ["input", "initialValue", "in"],
    code: 40076,
  });
  const [input, initial] = [compile(doc.input), compile(doc.initialValue)];
  const body = alsoDeclared(["value", "this"], () => compile(doc.in));
  return (scope) => {
    const array = input(scope);
    if (nullish(array)) return null;
    if (!Array.isArray(array))
      throw mongoError(
        40080,
        `$reduce requires that 'input' be an array, found: ${typeName(array)}`,
      );
    let value = initial(scope);
    for (const item of array)
      value = body({ ...scope, vars: { ...scope.vars, value, this: item } });
    return value;
  };
}

function indexOfArray([array, search, from, to]: readonly unknown[]): unknown {
  if (nullish(array)) return null;
  if (!Array.isArray(array))
    throw mongoError(
      40090,
      `$indexOfArray requires an array as a first argument, found: ${typeName(array)}`,
    );
  const start = from === undefined ? 0 : bound(from, "starting");
  const stop = Math.min(array.length, to === undefined ? any : bound(to, "ending"));
  for (let at = start; at < stop; at++) if (equalValues(array[at], search)) return new Int32(at);
  return new Int32(-1);
}

function bound(value: unknown, which: string): number {
  const whole = wholeInt32(value);
  if (whole === undefined)
    throw mongoError(
      40096,
      `$indexOfArray requires an integral ${which} index, found a value of type: ${typeName(value)}`,
    );
  if (whole < 0)
    throw mongoError(40097, `$indexOfArray requires a nonnegative ${which} index, found: ${whole}`);
  return whole;
}

function range([from, to, by]: readonly unknown[]): unknown {
  const [start, stop, step] = [from, to, by === undefined ? new Int32(1) : by].map((value, at) => {
    const whole = wholeInt32(value);
    const names = ["starting value", "ending value", "step value"];
    if (whole === undefined)
      throw mongoError(
        [34443, 34445, 34447][at] as number,
        `$range requires a numeric ${names[at]}, found value of type: ${typeName(value)}`,
      );
    return whole;
  }) as [number, number, number];
  if (step === 0) throw mongoError(34449, "$range requires a non-zero step value");
  const values: Int32[] = [];
  for (let at = start; step > 0 ? at < stop : at > stop; at += step) values.push(new Int32(at));
  return values;
}

function slice([array, a, b]: readonly unknown[]): unknown {
  if (nullish(array) || nullish(a) || b === null) return null;
  if (!Array.isArray(array))
    throw mongoError(
      28724,
      `First argument to $slice must be an array, but is of type: ${typeName(array)}`,
    );
  const first = wholeInt32(a);
  if (first === undefined)
    throw mongoError(
      28725,
      `Second argument to $slice must be a numeric value, but is of type: ${typeName(a)}`,
    );
  if (b === undefined) return first < 0 ? array.slice(first) : array.slice(0, first);
  const count = wholeInt32(b);
  if (count === undefined)
    throw mongoError(
      28727,
      `Third argument to $slice must be numeric, but is of type: ${typeName(b)}`,
    );
  if (count <= 0) throw mongoError(28729, `Third argument to $slice must be positive: ${count}`);
  const start = first < 0 ? Math.max(0, array.length + first) : first;
  return array.slice(start, start + count);
}

function sortArray(argument: unknown, compile: Compile, name: string): Evaluate {
  const doc = namedFields(argument, name, { required: ["input", "sortBy"], code: 2942500 });
  const input = compile(doc.input);
  const { sortBy } = doc;
  let sort: (array: unknown[]) => unknown[];
  if (isDoc(sortBy)) {
    const order = readSortOrder(sortBy);
    if (!order) throw mongoError(2942507, "$sortArray's sortBy must not be empty");
    sort = (array) => sortedBy(array, order, (item) => (isDoc(item) ? item : {}));
  } else {
    const way = wholeInt32(sortBy);
    if (way !== 1 && way !== -1)
      throw mongoError(2942506, "$sortArray's sortBy must be 1, -1 or a document");
    sort = (array) => [...array].sort((left, right) => way * compareValues(left, right));
  }
  return (scope) => {
    const array = input(scope);
    if (nullish(array)) return null;
    if (!Array.isArray(array))
      throw mongoError(
        2942504,
        `The input argument to $sortArray must be an array, but was of type: ${typeName(array)}`,
      );
    return sort(array);
  };
}
