import type { SendFailure } from "../../channels/channel.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { reasonOf } from "../../domain/reason-of.ts";

/** Classifies a refusal: try again later, give up, or unclear. */
export function outcomeOf(failure: SendFailure): Outcome {
  const { kind, retryAfterMs } = failure;
  const reason = reasonOf(failure);
  if (kind === "unknown") {
    return { kind: "unknown", reason };
  }
  if (kind === "busy") {
    return { kind: "later", reason, afterMs: retryAfterMs };
  }
  return { kind: "failed", failure: kind, reason };
}
