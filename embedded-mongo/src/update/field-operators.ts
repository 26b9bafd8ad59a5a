import { mongoError } from "../errors/mongo-error.ts";
import { compareValues } from "../keys/compare-values.ts";
import { calculate } from "../values/arithmetic.ts";
import { bsonType, isNumber } from "../values/bson-type.ts";
import { describe } from "../values/describe.ts";
import type { MakeOperator, UpdateOperator } from "./update-operator.ts";

const always = () => true;
const never = () => false;

/** The operators that change any field. */
export const fieldOperators = {
  $set: (argument) => ({ creates: always, apply: () => argument }),
  $setOnInsert: (argument) => ({
    creates: ({ isInsert }) => isInsert,
    apply: (old, { isInsert }) => (isInsert ? argument : old),
  }),
  $unset: () => ({ creates: never, apply: () => undefined }),
  $inc: (argument, path) => {
    if (!isNumber(argument)) {
      throw mongoError(14, `Cannot increment '${path}' with ${describe(argument)}`);
    }
    return {
      creates: always,
      apply: (old) => (old === undefined ? argument : increment(old, argument, path)),
    };
  },
  $min: (argument) => extreme(argument, -1),
  $max: (argument) => extreme(argument, 1),
} satisfies Record<string, MakeOperator>;

function increment(old: unknown, by: unknown, path: string): unknown {
  if (!isNumber(old)) {
    throw mongoError(14, `Cannot apply $inc to '${path}' of non-numeric type ${bsonType(old)}`);
  }
  const next = calculate(old, "+", by);
  if (next === undefined) {
    throw mongoError(2, `Failed to apply $inc to '${path}': the result does not fit into 64 bits`);
  }
  return next;
}

function extreme(argument: unknown, sign: 1 | -1): UpdateOperator {
  const isBetter = (old: unknown) => old === undefined || sign * compareValues(argument, old) > 0;
  return { creates: always, apply: (old) => (isBetter(old) ? argument : old) };
}
