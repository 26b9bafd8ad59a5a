import type { SendFailure } from "../../channels/channel.ts";
import type { OutboxEntry } from "../../domain/outbox-entry.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { outcomeOf } from "./outcome-of.ts";

type EntryReplyToken = NonNullable<Extract<OutboxEntry, { kind: "message" }>["replyToken"]>;

/** Classifies the refusal of a message that used a reply token. `status` is the answer's. */
export function outcomeWithToken(
  failure: SendFailure,
  status: number,
  { uncertain }: Pick<EntryReplyToken, "uncertain">,
): Outcome {
  const outcome = outcomeOf(failure);
  if (outcome.kind === "later") {
    return status >= 500 ? { ...outcome, uncertain: true } : outcome;
  }
  // An earlier attempt may have used the token.
  if (uncertain && outcome.kind === "failed") {
    const message = `The answer to an earlier attempt was lost; it may have arrived (${failure.message})`;
    return { kind: "unknown", reason: { code: "answer.lost", message } };
  }
  return failure.kind === "token" ? { kind: "tokenSpent" } : outcome;
}
