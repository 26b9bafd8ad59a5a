import type { OutgoingMessage } from "../channel.ts";

const day = 24 * 60 * 60 * 1_000;

/** Says why a message may leave. The bot may answer for one day; a person for seven, after the first with the tag for people. */
export function messagingType({
  author,
  at,
  lastIncomingAt,
}: OutgoingMessage): Record<string, string> {
  const age = lastIncomingAt === undefined ? 0 : (at ?? Date.now()) - lastIncomingAt;
  return author === "human" && age > day && age <= 7 * day
    ? { messaging_type: "MESSAGE_TAG", tag: "HUMAN_AGENT" }
    : { messaging_type: "RESPONSE" };
}
