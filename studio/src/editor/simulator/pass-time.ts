import { returnIsDue, runningTimers } from "@chatloom/runtime";
import { returnByItself } from "./simulated-agent.ts";
import { type Simulation, take, withStep } from "./simulation.ts";

/** Lets time pass: timers that fall due fire in their order. */
export function passTime(simulation: Simulation, until: number): Simulation {
  const minutes = Math.max(0, until - simulation.now) / 60_000;
  let state = withStep(simulation, { kind: "wait", minutes });
  for (;;) {
    if (returnIsDue(state, until)) {
      state = returnByItself({ ...state, now: Math.max(state.now, state.returnsAt ?? until) });
      continue;
    }
    const due = [...runningTimers(state)].sort((a, b) => a.at - b.at)[0];
    if (!due || due.at > until || state.pending) {
      break;
    }
    state = take(
      {
        ...state,
        now: Math.max(state.now, due.at),
        timers: state.timers.filter((it) => it.id !== due.id),
      },
      { type: "timerFired", timerId: due.id },
    );
  }
  return { ...state, now: Math.max(state.now, until) };
}
