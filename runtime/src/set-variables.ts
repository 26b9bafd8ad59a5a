import type { ContactChange } from "./effect.ts";
import type { JsonObject, JsonValue } from "./input.ts";
import { emit, type FrameState, type TurnState } from "./turn-state.ts";

const readOnly = new Set(["id", "tags", "optedIn", "fields"]);
const reserved = new Set([
  "contact",
  "workspace",
  "channel",
  "message",
  "now",
  "callbackUrl",
  "__proto__",
]);

/**
 * Writes variables where they live: `contact.x` and `workspace.x` outlive the run, and so do bare names
 * that the flow declares so. Gives a message for members where a name cannot be written.
 */
export function setVariables(
  state: TurnState,
  frame: FrameState,
  values: JsonObject,
): string | undefined {
  const changes: ContactChange[] = [];
  const flowId = frame.program.flowId;
  for (const [variable, value] of Object.entries(values)) {
    if (variable === "") continue;
    const { scope, name } = placeOf(frame, variable);
    if (scope === "contact") {
      if (readOnly.has(name) || name === "__proto__") return `"${variable}" cannot be written`;
      changes.push(
        value === null ? { action: "clearField", name } : { action: "setField", name, value },
      );
    } else if (scope === "workspace") {
      if (name === "__proto__") return `"${variable}" cannot be written`;
      emit(state, { type: "setWorkspaceVariable", name, value }, flowId, frame.nodeId);
    } else if (!setOwn(frame.variables, name, value)) {
      return `"${variable}" cannot be written`;
    }
    state.path.push({ step: "set", flowId, nodeId: frame.nodeId, variable, value });
  }
  if (changes.length > 0) emit(state, { type: "updateContact", changes }, flowId, frame.nodeId);
  return undefined;
}

function placeOf(
  { program }: FrameState,
  variable: string,
): { scope: "run" | "contact" | "workspace"; name: string } {
  if (variable.startsWith("contact.")) return { scope: "contact", name: variable.slice(8) };
  if (variable.startsWith("workspace.")) return { scope: "workspace", name: variable.slice(10) };
  return { scope: program.variables.get(variable)?.scope ?? "run", name: variable };
}

function setOwn(variables: Record<string, JsonValue>, name: string, value: JsonValue): boolean {
  const dot = name.indexOf(".");
  const first = dot < 0 ? name : name.slice(0, dot);
  const rest = dot < 0 ? "" : name.slice(dot + 1);
  if (reserved.has(first) || rest === "__proto__") return false;
  if (dot < 0) {
    variables[name] = value;
    return true;
  }
  const before = Object.hasOwn(variables, first) ? variables[first] : undefined;
  const object =
    typeof before === "object" && before !== null && !Array.isArray(before) ? before : {};
  variables[first] = { ...object, [rest]: value };
  return true;
}
