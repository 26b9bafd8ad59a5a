import type { Input, JsonObject } from "./input.ts";
import { isPaymentToken } from "./payment-token.ts";
import { emit, type TurnState } from "./turn-state.ts";

/** Tells members of a payment that no flow waits for any more: it expired, or the contact began something else. */
export function reportUnclaimed(
  state: TurnState,
  { token, body }: Extract<Input, { type: "callback" }>,
): void {
  const { state: result, reference } = (body ?? {}) as JsonObject;
  if (!isPaymentToken(token) || result !== "paid") {
    return;
  }
  const message = `A contact paid after the flow had stopped waiting (${String(reference)})`;
  emit(state, { type: "alert", code: "payment.unclaimed", message }, "", "");
  state.handled = true;
}
