import type { JsonObject, JsonValue } from "./input.ts";
import { jsonSize } from "./json-size.ts";
import type { FrameState } from "./turn-state.ts";

/** An error that a step reports is stored even if the variables are full. */
const errorReserve = 20_000;

/**
 * Returns why a run cannot store these values, in words for members; undefined if it can. They belong to the innermost flow by default. `most` is
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
