import { expiryTimerId } from "./run-life.ts";
import type { RunState } from "./turn-state.ts";

/** Tells whether the run waits for this timer, or the timer ends the run. */
export function ownsTimer(run: RunState, timerId: string): boolean {
  const { waiting } = run;
  if (timerId === expiryTimerId(run.id)) {
    return true;
  }
  return waiting !== undefined && "timerId" in waiting && waiting.timerId === timerId;
}

/** Tells whether the run waits for a call of another system with this token. */
export function awaitsCallback({ waiting }: RunState, token: string, now: number): boolean {
  if (waiting?.for !== "callback" || waiting.token !== token) {
    return false;
  }
  return waiting.expiresAt === undefined || now < waiting.expiresAt;
}
