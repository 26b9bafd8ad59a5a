import type { WebhookReply } from "../channel.ts";
import { object } from "../read-json.ts";

/**
 * The answers that Discord wants within three seconds, by the interaction's number: a ping, "thinking…" until the first message
 * comes, a tap that changes nothing, and no suggestions.
 */
const answers: Readonly<Record<number, object>> = {
  1: { type: 1 },
  2: { type: 5 },
  3: { type: 6 },
  4: { type: 8, data: { choices: [] } },
  5: { type: 6 },
};

/** Answers an interaction; undefined where it is none. */
export function respondToInteraction(body: unknown): WebhookReply | undefined {
  const { type } = object(body);
  const answer = typeof type === "number" ? answers[type] : undefined;
  return answer && { status: 200, contentType: "application/json", body: JSON.stringify(answer) };
}
