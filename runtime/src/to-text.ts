import type { JsonValue } from "./input.ts";

/** Converts a value to text: an empty text for nothing, lists with commas, objects as JSON. */
export function toText(value: JsonValue | undefined): string {
  if (typeof value === "string") {
    return value;
  }
  if (value === undefined || value === null) {
    return "";
  }
  if (Array.isArray(value)) {
    return value.map(toText).join(", ");
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
