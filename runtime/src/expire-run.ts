import { endRun, expiryTimerId } from "./run-life.ts";
import { emit, type TurnState, topFrame } from "./turn-state.ts";

/** Ends a run that nobody continued in time. A run that waits for its own timer or for people gets more time. */
export function expire(state: TurnState): void {
  const { run, context } = state;
  if (!run) {
    return;
  }
  const { waiting } = run;
  const frame = topFrame(run);
  const due = context.now >= run.expiresAt;
  const own = waiting && "timerId" in waiting && waiting.timerId !== undefined;
  if (due && !own && waiting?.for !== "people") {
    endAs(state, "expired");
    return;
  }
  const at = due ? context.now + (run.expiresAt - run.touchedAt) : run.expiresAt;
  emit(
    state,
    { type: "startTimer", timerId: expiryTimerId(run.id), at, purpose: "runExpiry" },
    frame.program.flowId,
    frame.nodeId,
  );
}

/** Ends the run. The input counts as handled. */
export function endAs(state: TurnState, reason: string): void {
  state.handled = true;
  endRun(state, reason);
}
