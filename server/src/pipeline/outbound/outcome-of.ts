import type { SendFailure } from "../../channels/channel.ts";
import type { Outcome } from "../../domain/outcome.ts";

/** What a refusal means for the message: try again later, give it up, or nobody knows. */
export function outcomeOf({ kind, code, message, retryAfterMs }: SendFailure): Outcome {
  const reason = { code, message };
  if (kind === "unknown") {
    return { kind: "unknown", reason };
  }
  if (kind === "busy") {
    return { kind: "later", reason, afterMs: retryAfterMs };
  }
  return { kind: "failed", failure: kind, reason };
}
