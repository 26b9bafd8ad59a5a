import type { PaymentReport } from "@chatloom/runtime";
import { type Simulation, take } from "./simulation.ts";

/** Lets the payment succeed or fail, as the provider would report. */
export function settlePayment(
  simulation: Simulation,
  token: string,
  state: PaymentReport["state"],
): Simulation {
  return take(simulation, { type: "callback", token, body: { state, reference: "test" } });
}
