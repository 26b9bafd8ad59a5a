import { isPaymentToken, type PaymentReport, type Run } from "@chatloom/runtime";
import { passTime } from "./pass-time.ts";
import { type Simulation, take } from "./simulation.ts";

/** The token of the payment that the flow waits for, of the current run or one in the background; undefined where there is none. */
export function awaitedPayment({ run }: Pick<Simulation, "run">): string | undefined {
  return [run, ...(run?.parked ?? []).toReversed()].flatMap(tokenOf)[0];
}

/** Lets the payment succeed or fail, as the provider would report. */
export function settlePayment(
  simulation: Simulation,
  token: string,
  state: PaymentReport["state"],
): Simulation {
  return take(simulation, { type: "callback", token, body: { state, reference: "test" } });
}

/** The flow asks the provider a few times before the link's time is over. */
const mostSteps = 10;

/** Lets the time go by until the link of the payment has expired. */
export function expirePayment(simulation: Simulation, token: string): Simulation {
  let state = simulation;
  for (let step = 0; step < mostSteps && awaitedPayment(state) === token; step++) {
    state = passTime(state, Math.min(...state.timers.map((it) => it.at)));
  }
  return state;
}

function tokenOf(run: Run | undefined): readonly string[] {
  const waiting = run?.waiting;
  return waiting?.for === "callback" && isPaymentToken(waiting.token) ? [waiting.token] : [];
}
