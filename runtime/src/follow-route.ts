import type { FlowNode } from "@chatloom/flows-schema";
import type { Input } from "./input.ts";
import { leave } from "./leave.ts";
import { resume } from "./resume-run.ts";
import { reportEnd, setAside, startRun, stopWaiting } from "./run-life.ts";
import { type TurnState, topFrame } from "./turn-state.ts";
import { nodeAt, walk } from "./walk.ts";

/** Follows the route token of a tap: in the flows of this run first, then in the active ones. */
export function followRoute(
  state: TurnState,
  input: Extract<Input, { type: "postback" }>,
): boolean {
  const frames = state.run?.frames ?? [];
  for (let depth = frames.length - 1; depth >= 0; depth--) {
    const route = frames[depth]?.program.routes.get(input.payload);
    if (!route || !state.run) {
      continue;
    }
    const frame = frames[depth] as (typeof frames)[number];
    const same = depth === frames.length - 1 && frame.nodeId === route.nodeId;
    if (same && state.run.waiting?.for === "contact" && resume(state, input)) {
      return true;
    }
    stopWaiting(state, state.run);
    for (const inner of frames.splice(depth + 1).reverse()) {
      reportEnd(state, inner, "tap");
    }
    delete frame.memory[frame.nodeId];
    frame.nodeId = route.nodeId;
    tap(state, input, route.port);
    return true;
  }
  const resting = state.parked.findLast((it) =>
    it.frames.some(({ program }) => program.routes.has(input.payload)),
  );
  if (resting) {
    state.parked.splice(state.parked.indexOf(resting), 1);
    setAside(state, "", "");
    state.run = resting;
    return followRoute(state, input);
  }
  for (const program of state.programs.active) {
    const route = program.routes.get(input.payload);
    if (!route) {
      continue;
    }
    startRun(state, program, route.nodeId, "tap", {});
    state.cursor = undefined;
    tap(state, input, route.port);
    return true;
  }
  return false;
}

/** Gives the answer to the tapped node as if the run waited there. */
function tap(state: TurnState, input: Input, port: string): void {
  if (!state.run) {
    return;
  }
  if (resume(state, input)) {
    return;
  }
  const node = nodeAt(state, topFrame(state.run)) as FlowNode;
  state.handled = true;
  leave(state, state.run, node, port);
  walk(state);
}
