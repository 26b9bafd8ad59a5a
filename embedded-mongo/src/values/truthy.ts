import { isNumber } from "./bson-type.ts";
import { toDouble } from "./numbers.ts";

/** Says whether MongoDB counts a value as true: all except false, zero, null and missing. */
export function truthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false) {
    return false;
  }
  return !isNumber(value) || toDouble(value) !== 0;
}
