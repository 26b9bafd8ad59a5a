import type { ConversationDoc } from "../conversations/conversation-doc.ts";
import type { MessageDoc } from "../messages/message-doc.ts";

/** The messages that a write of a conversation brought. */
export function newMessages(
  before: ConversationDoc,
  after: ConversationDoc,
): readonly MessageDoc[] {
  if (before.derived.messages === after.derived.messages) return [];
  return after.derived.messages.filter((it) => it.sequence > before.sequence);
}
