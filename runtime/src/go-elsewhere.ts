import type { FlowNode } from "@chatloom/flows-schema";
import type { JsonObject } from "./input.ts";
import { fail } from "./leave.ts";
import { newFrame, reportEnd, typedFor } from "./run-life.ts";
import { emit, type RunState, type TurnState, topFrame } from "./turn-state.ts";
import { variablesProblem } from "./variables-size.ts";

/** Continues at another step, or in another flow in place of this one. */
export function jumpTo(
  state: TurnState,
  run: RunState,
  node: FlowNode,
  {
    flowId,
    nodeId,
  }: { readonly flowId?: string | undefined; readonly nodeId?: string | undefined },
): void {
  const frame = topFrame(run);
  const elsewhere = flowId !== undefined && flowId !== frame.program.flowId;
  const program = elsewhere
    ? state.programs.active.find((it) => it.flowId === flowId)
    : frame.program;
  const target = nodeId ?? program?.start;
  if (!program || target === undefined || !program.nodes.has(target)) {
    fail(state, run, node, "jump.target-missing", "The step to go to does not exist");
    return;
  }
  if (elsewhere) {
    reportEnd(state, frame, "jump");
    run.frames[run.frames.length - 1] = newFrame(program, target, {});
    reportStart(state, run, target, node.type);
  }
  state.cursor = target;
}

/** Runs another flow inside this one. */
export function callFlow(
  state: TurnState,
  run: RunState,
  node: FlowNode,
  flowId: string,
  inputs: JsonObject,
): void {
  const { subflowDepth } = state.limits;
  if (run.frames.length > subflowDepth) {
    const message = `Subflows are nested deeper than ${subflowDepth}`;
    fail(state, run, node, "limit.subflow-depth", message);
    return;
  }
  const program = state.programs.active.find((it) => it.flowId === flowId);
  if (program?.start === undefined) {
    const message = "The subflow does not exist or is not published";
    fail(state, run, node, "subflow.missing", message);
    return;
  }
  const typed = typedFor(program, inputs);
  if ("misfit" in typed) {
    fail(state, run, node, "variable.type", `"${typed.misfit}" is of another type`);
    return;
  }
  const { variableCharacters } = state.limits;
  const problem = variablesProblem(run.frames, typed.values, variableCharacters, {});
  if (problem !== undefined) {
    fail(state, run, node, "variable.not-writable", problem);
    return;
  }
  run.frames.push(newFrame(program, program.start, typed.values));
  reportStart(state, run, program.start, node.type);
  state.cursor = program.start;
}

function reportStart(state: TurnState, run: RunState, nodeId: string, trigger: string): void {
  const { flowId, version, flow } = topFrame(run).program;
  state.path.push({ step: "started", flowId, version, nodeId, trigger });
  emit(state, { type: "track", event: "flowStarted", name: flow.name }, flowId, nodeId);
}
