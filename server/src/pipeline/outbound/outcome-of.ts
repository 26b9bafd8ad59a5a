import type { SendFailure } from "../../channels/channel.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { reasonOf } from "../../domain/reason-of.ts";

/** What a refusal means for the message: try again later, give it up, or nobody knows. */
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
