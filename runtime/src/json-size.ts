import type { JsonValue } from "./input.ts";

/** Values are never changed in place, so a measured size stays valid. */
const measured = new WeakMap<object, number>();

/** Estimates how many characters a value has as JSON. The size of a value is measured only once. */
export function jsonSize(value: JsonValue): number {
  if (typeof value === "string") {
    return value.length + 2;
  }
  if (typeof value !== "object" || value === null) {
    return 8;
  }
  const known = measured.get(value);
  if (known !== undefined) {
    return known;
  }
  let size = 2;
  if (Array.isArray(value)) {
    for (const item of value) {
      size += jsonSize(item as JsonValue) + 1;
    }
  } else {
    for (const [name, item] of Object.entries(value)) {
      size += name.length + 4 + jsonSize(item);
    }
  }
  measured.set(value, size);
  return size;
}
