import { fixedScopes, readOnlyContactFields } from "@chatloom/flows-schema";
import type { ContactChange } from "./effect.ts";
import type { JsonObject, JsonValue } from "./input.ts";
import { emit, type FrameState, type TurnState } from "./turn-state.ts";

const readOnly = new Set(readOnlyContactFields);
const reserved = new Set(fixedScopes);

/** A variable that a step may not write; `message` says why, for members. */
export class VariableNotWritable extends Error {
  readonly code = "variable.not-writable";
}

/**
 * Writes variables where they live: `contact.x` and `workspace.x` outlive the run, and so do bare names that the flow declares
 * so. `typed` says that the contact typed the values. Gives a message for members where a name cannot be written.
 */
export function setVariables(
  state: TurnState,
  frame: FrameState,
  values: JsonObject,
  typed = false,
): string | undefined {
  const changes: ContactChange[] = [];
  const flowId = frame.program.flowId;
  for (const [variable, value] of Object.entries(values)) {
    if (variable === "") continue;
    const { scope, name, inner } = placeOf(frame, variable);
    if (!isWritable(scope, name, inner)) return `"${variable}" cannot be written`;
    const whole =
      inner === undefined ? value : placed(state.values.at([...pathOf(scope, name)]), inner, value);
    if (whole === undefined)
      return `"${variable}" cannot be written: "${name}" is a list or text, not an object`;
    if (scope === "contact")
      changes.push(
        whole === null
          ? { action: "clearField", name }
          : { action: "setField", name, value: whole },
      );
    else if (scope === "workspace")
      emit(state, { type: "setWorkspaceVariable", name, value: whole }, flowId, frame.nodeId);
    else {
      frame.variables[name] = whole;
      if (typed) frame.typed.add(variable);
      else frame.typed.delete(variable);
    }
    state.path.push({ step: "set", flowId, nodeId: frame.nodeId, variable, value });
  }
  if (changes.length > 0) emit(state, { type: "updateContact", changes }, flowId, frame.nodeId);
  return undefined;
}

interface Place {
  readonly scope: "run" | "contact" | "workspace";
  readonly name: string;
  /** The name inside the variable that is written: `count` of `orders.count`. */
  readonly inner: string | undefined;
}

function placeOf({ program }: FrameState, variable: string): Place {
  const [root = "", ...rest] = variable.split(".");
  const inner = rest.length === 0 ? undefined : rest.join(".");
  if ((root === "contact" || root === "workspace") && inner !== undefined)
    return { scope: root, name: inner, inner: undefined };
  return { scope: program.variables.get(root)?.scope ?? "run", name: root, inner };
}

function pathOf(scope: Place["scope"], name: string): readonly string[] {
  return scope === "run" ? [name] : [scope, name];
}

function isWritable(scope: Place["scope"], name: string, inner: string | undefined): boolean {
  if (name === "__proto__" || inner === "__proto__") return false;
  if (scope === "contact") return !readOnly.has(name);
  return scope === "workspace" || !reserved.has(name);
}

/** An object with one value more; undefined where there is something else than an object. */
function placed(
  before: JsonValue | undefined,
  inner: string,
  value: JsonValue,
): JsonValue | undefined {
  if (before === undefined || before === null) return { [inner]: value };
  if (typeof before !== "object" || Array.isArray(before)) return undefined;
  return { ...before, [inner]: value };
}
