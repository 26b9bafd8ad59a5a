import { storableFlaw } from "../../validation/storable.ts";
import { failed, type Outcome } from "./outcome.ts";

/**
 * Gives the outcome if the store can hold it, and a failure with this code and the reason otherwise. A failure loses the body that
 * cannot be stored.
 */
export function storableOutcome(outcome: Outcome, code: string): Outcome {
  if ("answer" in outcome) {
    const flaw = storableFlaw(outcome.answer);
    if (!flaw) {
      return outcome;
    }
    const place = flaw.at === "" ? "The answer" : `The answer at ${flaw.at.slice(0, 200)}`;
    return failed(code, `${place} ${flaw.message}`);
  }
  const { body, ...error } = outcome.error;
  return body === undefined || storableFlaw(body) === undefined ? outcome : { error };
}
