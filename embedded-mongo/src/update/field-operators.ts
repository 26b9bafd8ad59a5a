import { mongoError } from "../errors/mongo-error.ts";
import { calculate } from "../values/arithmetic.ts";
import { bsonType, isNumber } from "../values/bson-type.ts";
import { compareValues } from "../values/compare.ts";
import { describe } from "../values/describe.ts";
import type { UpdateContext } from "./update-context.ts";
import type { FieldOperator, MakeOperator } from "./update-tree.ts";

const always = () => true;
const never = () => false;

/** Makes the operators that work on any field, by name: each from its argument and the path. */
export const plainOperators = {
  $set: (argument) => ({ name: "$set", creates: always, apply: () => argument }),
  $setOnInsert: (argument) => ({
    name: "$setOnInsert",
    creates: ({ isInsert }) => isInsert,
    apply: (old, { isInsert }) => (isInsert ? argument : old),
  }),
  $unset: () => ({ name: "$unset", creates: never, apply: () => undefined }),
  $inc: (argument, path) => {
    requireNumber(
      argument,
      `Cannot increment with non-numeric argument: {${path}: ${describe(argument)}}`,
    );
    return arithmetic("$inc", (old) =>
      old === undefined ? argument : calculate(old, "+", argument),
    );
  },
  $min: (argument) => ({
    name: "$min",
    creates: always,
    apply: (old) => (old === undefined || compareValues(argument, old) < 0 ? argument : old),
  }),
  $max: (argument) => ({
    name: "$max",
    creates: always,
    apply: (old) => (old === undefined || compareValues(argument, old) > 0 ? argument : old),
  }),
} satisfies Record<string, MakeOperator>;

function requireNumber(argument: unknown, message: string): void {
  if (!isNumber(argument)) throw mongoError(14, message);
}

function arithmetic(name: string, calculate: (old: unknown) => unknown): FieldOperator {
  return {
    name,
    creates: always,
    apply: (old, _context, path) => {
      if (old !== undefined && !isNumber(old)) {
        throw mongoError(
          14,
          `Cannot apply ${name} to a value of non-numeric type. The document has the field '${path.slice(path.lastIndexOf(".") + 1)}' of non-numeric type ${bsonType(old)}`,
        );
      }
      const next = calculate(old);
      if (next === undefined) {
        throw mongoError(
          2,
          `Failed to apply ${name} operations to current value ((NumberLong)${describe(old)})`,
        );
      }
      return next;
    },
  };
}

/** Says whether an operator may act at all in this context. */
export function isActive(operator: FieldOperator, context: UpdateContext): boolean {
  return operator.name !== "$setOnInsert" || context.isInsert;
}
