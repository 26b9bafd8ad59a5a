import type { Run } from "@chatloom/runtime";
import { passTime } from "./pass-time.ts";
import type { Simulation } from "./simulation.ts";

/** The callback of a kind that the flow waits for, of the current run or one in the background; undefined where there is none. */
export function awaitedCallback(
  { run }: Pick<Simulation, "run">,
  isMeant: (token: string) => boolean,
): string | undefined {
  return [run, ...(run?.parked ?? []).toReversed()].flatMap(tokenOf).find(isMeant);
}

/** The flow may wake up a few times before it stops to wait. */
const mostSteps = 10;

/** Lets the time go by until the flow waits for the callback no more. */
export function expireCallback(simulation: Simulation, token: string): Simulation {
  let state = simulation;
  for (let step = 0; step < mostSteps; step++) {
    if (awaitedCallback(state, (it) => it === token) === undefined) {
      break;
    }
    state = passTime(state, Math.min(...state.timers.map((it) => it.at)));
  }
  return state;
}

function tokenOf(run: Run | undefined): readonly string[] {
  const waiting = run?.waiting;
  return waiting?.for === "callback" ? [waiting.token] : [];
}
