import { Int32 } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { equalValues } from "../keys/compare-values.ts";
import { wholeInt32 } from "../values/numbers.ts";
import { operator } from "./arguments.ts";
import { nullish, type Operator, typeName } from "./expression.ts";

/** The operators on arrays. */
export const arrayOperators = {
  $arrayElemAt: operator(2, 2, ([array, index]) => {
    if (nullish(array) || nullish(index)) {
      return null;
    }
    const at = wholeInt32(index);
    if (at === undefined) {
      throw mongoError(28690, "$arrayElemAt's second argument must be a 32-bit integer");
    }
    return arrayIn("$arrayElemAt", array, 28689).at(at);
  }),
  $in: operator(2, 2, ([value, array]) =>
    arrayIn("$in", array, 40081).some((item) => value !== undefined && equalValues(item, value)),
  ),
  $size: operator(1, 1, ([array]) => new Int32(arrayIn("$size", array, 17124).length)),
} satisfies Record<string, Operator>;

function arrayIn(name: string, value: unknown, code: number): unknown[] {
  if (Array.isArray(value)) {
    return value;
  }
  throw mongoError(code, `${name} requires an array, but found ${typeName(value)}`);
}
