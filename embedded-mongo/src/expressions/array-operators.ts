import { Int32 } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { isNumber } from "../values/bson-type.ts";
import { equalValues } from "../values/compare.ts";
import { wholeInt32 } from "../values/numbers.ts";
import { operator } from "./arguments.ts";
import { nullish, type Operator, typeName } from "./expression.ts";

/** The operators on arrays. */
export const arrayOperators = {
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
  $in: operator(2, 2, ([value, array]) => {
    if (!Array.isArray(array))
      throw mongoError(
        40081,
        `$in requires an array as a second argument, found: ${typeName(array)}`,
      );
    return array.some((item) => value !== undefined && equalValues(item, value));
  }),
  $size: operator(1, 1, ([array]) => {
    if (!Array.isArray(array))
      throw mongoError(
        17124,
        `The argument to $size must be an array, but was of type: ${typeName(array)}`,
      );
    return new Int32(array.length);
  }),
} satisfies Record<string, Operator>;
