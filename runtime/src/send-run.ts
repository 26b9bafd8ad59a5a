import type { FlowNode } from "@chatloom/flows-schema";
import { fail } from "./leave.ts";
import type { MovedRun } from "./moved-run.ts";
import { expiryMs, expiryTimerId } from "./run-life.ts";
import { closeFrame } from "./stored-frames.ts";
import { emit, type RunState, type TurnState, topFrame } from "./turn-state.ts";

/** A run that changes the channel again and again without an end fails. */
const mostMoves = 10;

/** Sends the run to another conversation of the contact. Here it is over, without having ended. */
export function sendRun(
  state: TurnState,
  run: RunState,
  node: FlowNode,
  toConversationId: string,
  port: string,
): void {
  if (run.moves >= mostMoves) {
    const message = `The run has changed the channel ${mostMoves} times`;
    fail(state, run, node, "limit.moves", message);
    return;
  }
  const { id, startedAt, start, causes } = run;
  const { flowId } = topFrame(run).program;
  const moved: MovedRun = {
    id,
    frames: run.frames.map(closeFrame),
    startedAt,
    start,
    causes,
    message: state.message,
    moves: run.moves + 1,
    port,
  };
  emit(state, { type: "moveRun", toConversationId, run: moved }, flowId, node.id);
  if (run.stored && expiryMs(run) > 0) {
    emit(state, { type: "cancelTimer", timerId: expiryTimerId(run.id) }, flowId, node.id);
  }
  state.path.push({ step: "moved", flowId, nodeId: node.id, toConversationId });
  state.run = undefined;
  state.cursor = undefined;
}
