import type { JsonObject, JsonValue } from "./input.ts";
import { jsonSize } from "./json-size.ts";
import type { FrameState } from "./turn-state.ts";

/** An error that a step reports is kept even where the variables are full. */
const errorReserve = 20_000;

/**
 * Says for members why a run cannot keep these values, new or in place of others, by default of the innermost flow; undefined if it can. `most` is
 * in characters of JSON, for the variables of all flows that the run is in.
 */
export function variablesProblem(
  frames: readonly FrameState[],
  values: JsonObject,
  most: number,
  inPlaceOf: JsonObject = frames.at(-1)?.variables ?? {},
): string | undefined {
  const names = Object.keys(values);
  if (names.length === 0) {
    return undefined;
  }
  let size = 0;
  for (const { variables } of frames) {
    size += sizeOf(variables);
  }
  for (const name of names) {
    if (Object.hasOwn(inPlaceOf, name)) {
      size -= jsonSize(inPlaceOf[name] as JsonValue);
    }
    size += jsonSize(values[name] as JsonValue);
  }
  const onlyError = names.length === 1 && names[0] === "error";
  if (size <= most + (onlyError ? errorReserve : 0)) {
    return undefined;
  }
  return `The variables of the run would have more than ${most} characters`;
}

function sizeOf(variables: JsonObject): number {
  let size = 0;
  for (const name in variables) {
    size += name.length + jsonSize(variables[name] as JsonValue);
  }
  return size;
}
