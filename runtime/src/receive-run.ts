import { leave } from "./leave.ts";
import type { MovedRun } from "./moved-run.ts";
import { setAside } from "./run-life.ts";
import { openFrames, reportLost } from "./stored-frames.ts";
import { type RunState, type TurnState, topFrame } from "./turn-state.ts";
import { nodeAt, walk } from "./walk.ts";

/** Goes on with a run that comes from another conversation, in place of the current one. */
export function receiveRun(state: TurnState, moved: MovedRun): void {
  const frames = openFrames(state.programs, moved.frames);
  state.handled = true;
  if ("missing" in frames) {
    reportLost(state, frames.missing);
    return;
  }
  const { id, startedAt, start, causes = [], message, moves, port } = moved;
  const { now, seed } = state.context;
  const run: RunState = {
    id,
    startedAt,
    start,
    stored: false,
    frames,
    callbacks: { secret: `${seed}\n${id}`, count: 0 },
    causes,
    moves,
    touchedAt: now,
    expiresAt: Number.POSITIVE_INFINITY,
    waiting: undefined,
  };
  const { program, nodeId } = topFrame(run);
  const node = nodeAt(state, topFrame(run));
  if (!node) {
    return;
  }
  setAside(state, frames[0]?.program.flowId ?? program.flowId, start ?? nodeId);
  state.run = run;
  state.message = message ?? {};
  leave(state, run, node, port);
  walk(state);
}
