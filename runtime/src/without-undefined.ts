import type { JsonObject, JsonValue } from "./input.ts";

/** Returns the values that are not undefined, as JSON. */
export function withoutUndefined(values: {
  readonly [name: string]: JsonValue | undefined;
}): JsonObject {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
  );
}
