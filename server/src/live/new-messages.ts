import type { ConversationDoc } from "../domain/conversation-doc.ts";
import type { MessageDoc } from "../domain/message-doc.ts";

/** The messages that a write of a conversation brought. */
export function newMessages(
  before: ConversationDoc,
  after: ConversationDoc,
): readonly MessageDoc[] {
  if (before.pendingWrites.messages === after.pendingWrites.messages) {
    return [];
  }
  return after.pendingWrites.messages.filter((it) => it.sequence > before.sequence);
}
