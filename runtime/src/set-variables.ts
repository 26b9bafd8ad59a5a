import { contactLimits, fixedScopes, readOnlyContactFields } from "@chatloom/flows-schema";
import { contactProblem } from "./contact-problem.ts";
import type { ContactChange } from "./effect.ts";
import type { JsonObject, JsonValue } from "./input.ts";
import { jsonSize } from "./json-size.ts";
import { nameProblem } from "./name-problem.ts";
import { emit, type FrameState, type TurnState } from "./turn-state.ts";
import { variablesProblem } from "./variables-size.ts";

const readOnly = new Set(readOnlyContactFields);
const reserved = new Set(fixedScopes);
/** How large one variable of the workspace may be, in characters of JSON: every turn reads all of them. */
const mostWorkspaceCharacters = 100_000;

/** A variable that a step may not write; `message` says why, for members. */
export class VariableNotWritable extends Error {
  readonly code = "variable.not-writable";
}

/**
 * Writes variables to their scope: `contact.x` and `workspace.x` outlive the run, and so do bare names that the flow declares
 * so. `typed` says that the contact typed the values. Returns a message for members if one cannot be written; then none is.
 */
export function setVariables(
  state: TurnState,
  frame: FrameState,
  values: JsonObject,
  typed = false,
): string | undefined {
  const writes: Write[] = [];
  for (const [variable, value] of Object.entries(values)) {
    if (variable === "") {
      continue;
    }
    const write = planned(state, frame, writes, variable, value);
    if (typeof write === "string") {
      return write;
    }
    writes.push(write);
  }
  const problem = refusal(state, frame, writes);
  if (problem !== undefined) {
    return problem;
  }
  const { flowId } = frame.program;
  for (const { scope, name, whole, variable, value } of writes) {
    if (scope === "workspace") {
      emit(state, { type: "setWorkspaceVariable", name, value: whole }, flowId, frame.nodeId);
    } else if (scope === "run") {
      frame.variables[name] = whole;
      delete frame.sensitive[name];
      if (typed) {
        frame.typed.add(variable);
      } else {
        frame.typed.delete(variable);
      }
    }
    state.path.push({ step: "set", flowId, nodeId: frame.nodeId, variable, value });
  }
  const changes = contactChanges(writes);
  if (changes.length > 0) {
    emit(state, { type: "updateContact", changes }, flowId, frame.nodeId);
  }
  return undefined;
}

/** One variable that is to be written. */
interface Write extends Place {
  readonly variable: string;
  readonly value: JsonValue;
  /** The whole new value of the variable. */
  readonly whole: JsonValue;
}

function planned(
  state: TurnState,
  frame: FrameState,
  writes: readonly Write[],
  variable: string,
  value: JsonValue,
): Write | string {
  const { scope, name, inner } = placeOf(frame, variable);
  if (!isWritable(scope, name, inner)) {
    return `"${variable}" cannot be written`;
  }
  if (inner === undefined) {
    return { scope, name, inner, variable, value, whole: value };
  }
  const earlier = writes.findLast((it) => it.scope === scope && it.name === name);
  const before = earlier ? earlier.whole : state.values.at([...pathOf(scope, name)]);
  const whole = placed(before, inner, value);
  if (whole === undefined) {
    return `"${variable}" cannot be written: "${name}" is a list or text, not an object`;
  }
  return { scope, name, inner, variable, value, whole };
}

/** Returns why these values cannot be stored; undefined if they can. */
function refusal(
  state: TurnState,
  frame: FrameState,
  writes: readonly Write[],
): string | undefined {
  const own: Record<string, JsonValue> = {};
  for (const { scope, name, whole } of writes) {
    if (scope === "run") {
      own[name] = whole;
    }
    if (scope !== "workspace") {
      continue;
    }
    const problem = nameProblem(name, contactLimits.nameCharacters) ?? sizeProblem(whole);
    if (problem !== undefined) {
      return `The workspace variable "${name.slice(0, 64)}" ${problem}`;
    }
  }
  const frames = state.run?.frames ?? [frame];
  return (
    contactProblem(state.contact, contactChanges(writes)) ??
    variablesProblem(frames, own, state.limits.variableCharacters)
  );
}

function sizeProblem(value: JsonValue): string | undefined {
  if (jsonSize(value) <= mostWorkspaceCharacters) {
    return undefined;
  }
  return `would have more than ${mostWorkspaceCharacters} characters`;
}

function contactChanges(writes: readonly Write[]): ContactChange[] {
  return writes
    .filter((it) => it.scope === "contact")
    .map(({ name, whole }) =>
      whole === null ? { action: "clearField", name } : { action: "setField", name, value: whole },
    );
}

interface Place {
  readonly scope: "run" | "contact" | "workspace";
  readonly name: string;
  /** Returns the name inside the variable that is written: `count` of `orders.count`. */
  readonly inner: string | undefined;
}

function placeOf({ program }: FrameState, variable: string): Place {
  const dot = variable.indexOf(".");
  const root = dot < 0 ? variable : variable.slice(0, dot);
  const inner = dot < 0 ? undefined : variable.slice(dot + 1);
  if ((root === "contact" || root === "workspace") && inner !== undefined) {
    return { scope: root, name: inner, inner: undefined };
  }
  return { scope: program.variables.get(root)?.scope ?? "run", name: root, inner };
}

function pathOf(scope: Place["scope"], name: string): readonly string[] {
  return scope === "run" ? [name] : [scope, name];
}

function isWritable(scope: Place["scope"], name: string, inner: string | undefined): boolean {
  if (name === "__proto__" || inner === "__proto__") {
    return false;
  }
  if (scope === "contact") {
    return !readOnly.has(name);
  }
  return scope === "workspace" || !reserved.has(name);
}

/** Adds a value to an object; undefined if it is not an object. */
function placed(
  before: JsonValue | undefined,
  inner: string,
  value: JsonValue,
): JsonValue | undefined {
  if (before === undefined || before === null) {
    return { [inner]: value };
  }
  if (typeof before !== "object" || Array.isArray(before)) {
    return undefined;
  }
  return { ...before, [inner]: value };
}
