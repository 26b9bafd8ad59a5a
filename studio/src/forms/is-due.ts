import { holds } from "@chatloom/flows-schema";
import type { FormSchema } from "./form-schema.ts";

type Values = Readonly<Record<string, unknown>>;

/** Whether a form shows a field: what only matters beside certain other values is hidden otherwise, unless it holds something. */
export function isDue(
  field: FormSchema,
  value: unknown,
  values: Values,
  required: boolean,
): boolean {
  if (field.shown && !holds(field.shown, { path: "", schema: field, value, beside: values })) {
    // A required field always holds something: only a list that somebody filled is worth showing.
    return isGiven(value) && (!required || Array.isArray(value));
  }
  if (typeof field.filled !== "object" || field.widget === "node") {
    return true;
  }
  return isGiven(value) || filledHolds(field, values);
}

/** Whether a field must be filled, given the values beside it. */
export function filledHolds(field: FormSchema, values: Values): boolean {
  return holds(field.filled, { path: "", schema: field, value: undefined, beside: values });
}

/** Whether a field holds something. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
}
