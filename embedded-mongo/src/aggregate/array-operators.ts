import { Int32 } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { encodeKey } from "../keys/encode-key.ts";
import { readSortOrder } from "../keys/sort-order.ts";
import { bsonType, isDoc, isNumber } from "../values/bson-type.ts";
import { compareValues, equalValues } from "../values/compare.ts";
import { type Doc, docKey, fieldName } from "../values/doc.ts";
import { wholeInt32 } from "../values/integers.ts";
import { truthy } from "../values/truthy.ts";
import { argumentList, namedFields, operator } from "./arguments.ts";
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
  $zip: zip,
  $setUnion: operator(0, any, (values, name) => {
    const lists = sets(values, name);
    return lists && distinct(lists.flat());
  }),
  $setIntersection: operator(0, any, (values, name) => {
    const lists = sets(values, name);
    if (!lists) return null;
    const [first = [], ...others] = lists;
    const known = others.map((list) => new Set(list.map(keyText)));
    return distinct(first.filter((item) => known.every((set) => set.has(keyText(item)))));
  }),
  $setDifference: operator(2, 2, (values, name) => {
    const lists = sets(values, name);
    if (!lists) return null;
    const taken = new Set(lists[1]?.map(keyText));
    return inOrder(lists[0] ?? []).filter((item) => !taken.has(keyText(item)));
  }),
  $setEquals: operator(2, any, (values) => {
    const all = values.map((value) => {
      if (!Array.isArray(value))
        throw mongoError(
          17044,
          `All operands of $setEquals must be arrays. One argument is of type: ${typeName(value)}`,
        );
      return new Set(value.map(keyText));
    });
    const [first] = all;
    return all.every((set) => set.size === first?.size && [...set].every((key) => first.has(key)));
  }),
  $setIsSubset: operator(2, 2, ([part, whole]) => {
    if (!Array.isArray(part))
      throw mongoError(
        17046,
        `both operands of $setIsSubset must be arrays. First argument is of type: ${typeName(part)}`,
      );
    if (!Array.isArray(whole))
      throw mongoError(
        17042,
        `both operands of $setIsSubset must be arrays. Second argument is of type: ${typeName(whole)}`,
      );
    const known = new Set(whole.map(keyText));
    return part.every((item) => known.has(keyText(item)));
  }),
  $allElementsTrue: operator(1, 1, ([array]) => {
    if (!Array.isArray(array))
      throw mongoError(
        17040,
        `$allElementsTrue's argument must be an array, but is ${typeName(array)}`,
      );
    return array.every(truthy);
  }),
  $anyElementTrue: operator(1, 1, ([array]) => {
    if (!Array.isArray(array))
      throw mongoError(
        17041,
        `$anyElementTrue's argument must be an array, but is ${typeName(array)}`,
      );
    return array.some(truthy);
  }),
  $arrayToObject: operator(1, 1, ([array]) => arrayToObject(array)),
  $objectToArray: operator(1, 1, ([doc]) => {
    if (nullish(doc)) return null;
    if (!isDoc(doc))
      throw mongoError(40390, `$objectToArray requires a document input, found: ${typeName(doc)}`);
    return Object.keys(doc).map((key) => ({ k: fieldName(key), v: doc[key] }));
  }),
};

const keyText = (value: unknown) => encodeKey([value], []).toString("latin1");

/** The values without repeats, in their order of first appearance. */
export function inOrder(values: readonly unknown[]): unknown[] {
  const seen = new Map<string, unknown>();
  for (const value of values) {
    const key = keyText(value);
    if (!seen.has(key)) seen.set(key, value);
  }
  return [...seen.values()];
}

// The order of a set is not MongoDB's promise; sorted is what it gives.
function distinct(values: readonly unknown[]): unknown[] {
  return inOrder(values).sort(compareValues);
}

function sets(values: readonly unknown[], name: string): unknown[][] | null {
  if (values.some(nullish)) return null;
  for (const value of values) {
    if (!Array.isArray(value))
      throw mongoError(
        17043,
        `All operands of ${name} must be arrays. One argument is of type: ${typeName(value)}`,
      );
  }
  return values as unknown[][];
}

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
  const [input, test, as] = [compile(doc.input), compile(doc.cond), variable(doc, "as")];
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
  const [input, body, as] = [compile(doc.input), compile(doc.in), variable(doc, "as")];
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
  const [input, initial, body] = [compile(doc.input), compile(doc.initialValue), compile(doc.in)];
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
    sort = (array) =>
      array
        .map((item) => ({ item, key: order.keyOf(isDoc(item) ? item : {}) }))
        .sort((left, right) => Buffer.compare(left.key, right.key))
        .map(({ item }) => item);
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

function zip(argument: unknown, compile: Compile, name: string): Evaluate {
  const doc = namedFields(argument, name, {
    required: ["inputs"],
    optional: ["useLongestLength", "defaults"],
    code: 34460,
  });
  if (!Array.isArray(doc.inputs)) throw mongoError(34461, "inputs must be an array of expressions");
  if (doc.inputs.length === 0) throw mongoError(34465, "$zip requires at least one input array");
  if (doc.useLongestLength !== undefined && typeof doc.useLongestLength !== "boolean")
    throw mongoError(34463, "useLongestLength must be a bool");
  if (doc.defaults !== undefined && doc.useLongestLength !== true)
    throw mongoError(34466, "cannot specify defaults unless useLongestLength is true");
  const inputs = argumentList(doc.inputs, 1, any, name).map(compile);
  const defaults = Array.isArray(doc.defaults) ? doc.defaults.map(compile) : [];
  if (defaults.length > 0 && defaults.length !== inputs.length)
    throw mongoError(34467, "defaults and inputs must have the same length");
  return (scope) => {
    const arrays = inputs.map((input) => input(scope));
    if (arrays.some(nullish)) return null;
    for (const array of arrays) {
      if (!Array.isArray(array))
        throw mongoError(34468, `$zip found a non-array expression in input: ${bsonType(array)}`);
    }
    const lengths = (arrays as unknown[][]).map((array) => array.length);
    const length = doc.useLongestLength ? Math.max(...lengths) : Math.min(...lengths);
    return Array.from({ length }, (_, at) =>
      (arrays as unknown[][]).map((array, which) =>
        at < array.length ? array[at] : (defaults[which]?.(scope) ?? null),
      ),
    );
  };
}

function arrayToObject(array: unknown): unknown {
  if (nullish(array)) return null;
  if (!Array.isArray(array))
    throw mongoError(40386, `$arrayToObject requires an array input, found: ${typeName(array)}`);
  const doc: Doc = {};
  for (const item of array) {
    const [name, value] = pair(item);
    if (name.includes("\0"))
      throw mongoError(4940400, "Key field cannot contain an embedded null byte");
    doc[docKey(name)] = value;
  }
  return doc;
}

function pair(item: unknown): [string, unknown] {
  if (Array.isArray(item)) {
    if (item.length !== 2)
      throw mongoError(40397, "$arrayToObject requires an array of size 2 arrays");
    if (typeof item[0] !== "string")
      throw mongoError(
        40395,
        "$arrayToObject requires an array of key-value pairs, where the key must be of type string",
      );
    return [item[0], item[1]];
  }
  if (!isDoc(item))
    throw mongoError(40398, `Unrecognised input type format for $arrayToObject: ${typeName(item)}`);
  if (Object.keys(item).length !== 2)
    throw mongoError(
      40392,
      "$arrayToObject requires an object with exactly two fields 'k' and 'v'",
    );
  if (!("k" in item && "v" in item))
    throw mongoError(40393, "$arrayToObject requires an object with keys 'k' and 'v'");
  if (typeof item.k !== "string")
    throw mongoError(
      40394,
      "$arrayToObject requires an object with keys 'k' and 'v', where the value of 'k' must be of type string",
    );
  return [item.k, item.v];
}
