import type { FlowNode, PortKind } from "@chatloom/flows-schema";
import { TextNotRenderable } from "./compile-text.ts";
import { fitToChannel } from "./fit-to-channel.ts";
import { followDefault } from "./follow-default.ts";
import type { JsonObject } from "./input.ts";
import { isWindowClosed } from "./message-window.ts";
import { behaviourOf } from "./nodes/behaviour-of.ts";
import { endRun, reportEnd, typedFor } from "./run-life.ts";
import { setVariables } from "./set-variables.ts";
import { emit, type FrameState, type RunState, type TurnState, topFrame } from "./turn-state.ts";
import { NodeVisit } from "./visit.ts";

/** How many steps an error path may take after the limit was reached. */
const graceSteps = 20;

/** Continues through a port, or applies the flow's default for unconnected ports of its kind. */
export function leave(state: TurnState, run: RunState, node: FlowNode, port: string): void {
  const { program } = topFrame(run);
  const target = program.edges.get(`${node.id}\n${port}`);
  const connected = target !== undefined;
  state.path.push({ step: "left", flowId: program.flowId, nodeId: node.id, port, connected });
  if (connected) {
    state.cursor = target;
    return;
  }
  const kind: PortKind = program.ports.get(node.id)?.find((it) => it.id === port)?.kind ?? "next";
  const onward = port === "next" ? undefined : program.edges.get(`${node.id}\nnext`);
  const { text, then } = followDefault(state, node, kind, onward !== undefined);
  sayDefault(state, run, node, text);
  if (then === "next") {
    state.cursor = onward;
  } else if (then === "again") {
    state.cursor = node.id;
  } else {
    finishFlow(state, run, kind === "next" ? "end" : kind);
  }
}

/**
 * Handles a failed step: continues through its error port, or that of the enclosing subflow step, or applies the flow's default
 * for errors. Members get an alert if nothing was connected, and whenever a limit was reached.
 */
export function fail(
  state: TurnState,
  run: RunState,
  node: FlowNode,
  code: string,
  message: string,
  details: JsonObject = {},
): void {
  const bound = code.startsWith("limit.");
  if (code === "limit.messages") {
    state.lastWord = true;
  }
  const frame = topFrame(run);
  const { flowId } = frame.program;
  delete frame.memory[node.id];
  state.path.push({ step: "failed", flowId, nodeId: node.id, code, message });
  if (bound) {
    emit(state, { type: "alert", code, message }, flowId, node.id);
  }
  const spent = code === "limit.steps" && state.inGrace;
  if (code === "limit.steps" && !spent) {
    state.inGrace = true;
    state.stepLimit += graceSteps;
  }
  if (!spent && leaveThroughError(state, run, node, { ...details, code, message })) {
    return;
  }
  if (!bound) {
    emit(state, { type: "alert", code, message }, flowId, node.id);
  }
  giveUp(state, run, node, message, code === "limit.messages");
}

/**
 * Applies the flow's default for errors without an error port: its text, a handoff if set, and the end of the run. `neverSilent`: if
 * no text could be sent, people get the conversation.
 */
export function giveUp(
  state: TurnState,
  run: RunState,
  node: FlowNode,
  message: string,
  neverSilent = false,
): void {
  const { flowId } = topFrame(run).program;
  const { action, text } = followDefault(state, node, "error", false);
  const said = sayDefault(state, run, node, text);
  if (action === "handoff" || (neverSilent && !said)) {
    emit(state, { type: "handOff", note: message, assignTo: "anyone" }, flowId, node.id);
  }
  endRun(state, "error");
}

/** Ends the innermost flow: returns to the subflow step that called it, with its results, or ends the run. */
export function finishFlow(state: TurnState, run: RunState, reason: string): void {
  const inner = topFrame(run);
  if (run.frames.length === 1) {
    endRun(state, reason);
    return;
  }
  reportEnd(state, inner, reason);
  run.frames.pop();
  const outer = topFrame(run);
  const node = outer.program.nodes.get(outer.nodeId);
  if (node && behaviourOf(node).returned) {
    state.returned = inner.variables;
    state.cursor = node.id;
    return;
  }
  const results = node && behaviourOf(node).results?.(node.data, inner.variables);
  if (!results) {
    endRun(state, "error");
    return;
  }
  const problem = takeResults(state, outer, results);
  if (problem === undefined) {
    leave(state, run, node, "next");
  } else {
    fail(state, run, node, "variable.type", problem);
  }
}

function takeResults(state: TurnState, outer: FrameState, results: JsonObject): string | undefined {
  const typed = typedFor(outer.program, results);
  if ("misfit" in typed) {
    return `"${typed.misfit}" is of another type`;
  }
  return setVariables(state, outer, typed.values);
}

/** Finds a connected error port of this step or of an enclosing subflow step; ends the inner flows. */
function leaveThroughError(
  state: TurnState,
  run: RunState,
  failed: FlowNode,
  error: JsonObject,
): boolean {
  const { frames } = run;
  for (let depth = frames.length - 1; depth >= 0; depth--) {
    const frame = frames[depth] as FrameState;
    const node = depth === frames.length - 1 ? failed : frame.program.nodes.get(frame.nodeId);
    if (!node || !frame.program.edges.has(`${node.id}\nerror`)) {
      continue;
    }
    for (const inner of frames.splice(depth + 1).reverse()) {
      reportEnd(state, inner, "error");
    }
    if (setVariables(state, frame, { error }) !== undefined) {
      const { code = "", message = "" } = error;
      setVariables(state, frame, { error: { code, message } });
    }
    leave(state, run, node, "error");
    return true;
  }
  return false;
}

/** Sends a default text of the flow. A text that cannot be filled in is skipped. False if nothing was sent. */
function sayDefault(state: TurnState, run: RunState, node: FlowNode, text: string): boolean {
  const frame = topFrame(run);
  const filled = text === "" ? "" : renderOrSkip(new NodeVisit(state, frame, node), text);
  if (filled === "" || isWindowClosed(state)) {
    return false;
  }
  const messages = fitToChannel({ kind: "text", text: filled }, state.context.channel.abilities);
  if (state.sent.count + messages.length > state.limits.messagesPerHour) {
    return false;
  }
  for (const content of messages) {
    emit(state, { type: "send", content }, frame.program.flowId, node.id);
  }
  return true;
}

function renderOrSkip(visit: NodeVisit<FlowNode["type"]>, text: string): string {
  try {
    return visit.render(text);
  } catch (error) {
    if (error instanceof TextNotRenderable) {
      return "";
    }
    throw error;
  }
}
