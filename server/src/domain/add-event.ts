import { addMessage } from "./add-message.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import type { ConversationEvent, MessageAuthor } from "./message-doc.ts";

/** Who acts: a member, as messages name them. */
export function byMember({
  id,
  name,
}: {
  readonly id: string;
  readonly name: string;
}): MessageAuthor {
  return { type: "member", id, name };
}

/** Notes in the thread what happened to a conversation; contacts never see it. */
export function addEvent(
  conversation: ConversationDoc,
  event: ConversationEvent,
  author: MessageAuthor,
  now: number,
  text = "",
): ConversationDoc {
  const next = addMessage(conversation, {
    direction: "event",
    author,
    event,
    content: { kind: "text", text },
    at: now,
  });
  return { ...next.conversation, updatedAt: Math.max(conversation.updatedAt, now) };
}
