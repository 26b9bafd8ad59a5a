import { mongoError } from "../errors/mongo-error.ts";
import { equalKey } from "../keys/equal-key.ts";
import { compareValues } from "../values/compare.ts";
import { truthy } from "../values/truthy.ts";
import { operator } from "./arguments.ts";
import { nullish, type Operator, typeName } from "./expression.ts";

const any = Number.POSITIVE_INFINITY;

/** The operators that take arrays as sets. */
export const setOperators: Readonly<Record<string, Operator>> = {
  $setUnion: operator(0, any, (values, name) => {
    const lists = sets(values, name);
    return lists && distinct(lists.flat());
  }),
  $setIntersection: operator(0, any, (values, name) => {
    const lists = sets(values, name);
    if (!lists) return null;
    const [first = [], ...others] = lists;
    const known = others.map((list) => new Set(list.map(equalKey)));
    return distinct(first.filter((item) => known.every((set) => set.has(equalKey(item)))));
  }),
  $setDifference: operator(2, 2, (values, name) => {
    const lists = sets(values, name);
    if (!lists) return null;
    const taken = new Set(lists[1]?.map(equalKey));
    return inOrder(lists[0] ?? []).filter((item) => !taken.has(equalKey(item)));
  }),
  $setEquals: operator(2, any, (values) => {
    const all = values.map((value) => {
      if (!Array.isArray(value))
        throw mongoError(
          17044,
          `All operands of $setEquals must be arrays. One argument is of type: ${typeName(value)}`,
        );
      return new Set(value.map(equalKey));
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
    const known = new Set(whole.map(equalKey));
    return part.every((item) => known.has(equalKey(item)));
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
};

/** The values without repeats, in their order of first appearance. */
export function inOrder(values: readonly unknown[]): unknown[] {
  const seen = new Map<string, unknown>();
  for (const value of values) {
    const key = equalKey(value);
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
