import { mongoError } from "../errors/mongo-error.ts";
import { isDoc } from "../values/bson-type.ts";
import { describe } from "../values/describe.ts";
import { fieldOf, isIndexLike } from "../values/doc.ts";
import type { UpdateContext, UpdateOperator } from "./update-operator.ts";

/** How many nulls a change beyond the end of an array may fill in. */
const maxFilled = 1_500_000;

/** An operator and the path that it changes. */
export interface Change {
  readonly path: readonly string[];
  readonly operator: UpdateOperator;
}

/** Applies a change to the value at a part of its path. Copies what it changes; the same value means no change. */
export function applyChange(
  change: Change,
  value: unknown,
  at: number,
  context: UpdateContext,
): unknown {
  const { path, operator } = change;
  const mayCreate = operator.creates(context);
  if (value === undefined && !mayCreate) {
    return undefined;
  }
  const name = path[at];
  if (name === undefined) {
    return operator.apply(value, context, path.join("."));
  }
  if (Array.isArray(value) && isIndexLike(name)) {
    return withElement(value, Number(name), (old) => applyChange(change, old, at + 1, context));
  }
  if (value === undefined || isDoc(value)) {
    const old = value && fieldOf(value, name);
    const next = applyChange(change, old, at + 1, context);
    if (next === old) {
      return value;
    }
    if (next !== undefined) {
      return { ...value, [name]: next };
    }
    const { [name]: _, ...others } = value ?? {};
    return others;
  }
  if (!mayCreate) {
    return value;
  }
  const place = path.slice(0, at).join(".");
  throw mongoError(28, `Cannot create field '${name}' in '${place}': ${describe(value)}`);
}

function withElement(
  array: readonly unknown[],
  index: number,
  change: (old: unknown) => unknown,
): readonly unknown[] {
  const next = change(array[index]);
  if (next === array[index]) {
    return array;
  }
  if (index > array.length + maxFilled) {
    throw mongoError(2, `can't backfill more than ${maxFilled} elements`);
  }
  const result = [...array];
  while (result.length < index) {
    result.push(null);
  }
  result[index] = next === undefined ? null : next;
  return result;
}
