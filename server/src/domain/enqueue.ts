import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import type { OutboxEntry } from "./outbox-entry.ts";

/**
 * Adds a message that was never tried to the end of the outbox. It takes the conversation's reply token, so that no other message
 * can use it. `now` in epoch milliseconds.
 */
export function enqueue(
  conversation: ConversationDoc,
  entry: Extract<OutboxEntry, { kind: "message" }>,
  now: number,
): ConversationDoc {
  const { outbox, replyToken } = conversation;
  const usable = replyToken !== undefined && now < replyToken.until;
  return changed(conversation, {
    outbox: [...outbox, usable ? { ...entry, replyToken } : entry],
    replyToken: undefined,
  });
}
