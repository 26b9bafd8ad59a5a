import type { ConversationDoc } from "../conversations/conversation-doc.ts";
import { newId } from "../conversations/new-id.ts";
import type { MessageDoc } from "../messages/message-doc.ts";
import { previewContent } from "../messages/preview-content.ts";

/** What is particular about a new message; the rest follows from its conversation. */
export type NewMessage = Pick<MessageDoc, "direction" | "author" | "content"> &
  Partial<MessageDoc> & { readonly at: number };

/** The conversation with one more message, numbered and still to be written to the thread. */
export function addMessage(
  conversation: ConversationDoc,
  message: NewMessage,
): { readonly conversation: ConversationDoc; readonly message: MessageDoc } {
  const added: MessageDoc = {
    ...message,
    _id: message._id ?? newId(),
    workspaceId: conversation.workspaceId,
    channelId: conversation.channelId,
    conversationId: conversation._id,
    sequence: conversation.sequence + 1,
  };
  const { derived } = conversation;
  const shown = message.direction === "incoming" || message.direction === "outgoing";
  return {
    message: added,
    conversation: {
      ...conversation,
      sequence: added.sequence,
      derived: { ...derived, messages: [...derived.messages, added] },
      ...(shown && {
        last: {
          id: added._id,
          text: previewContent(message.content),
          direction: message.direction,
          at: message.at,
        },
        updatedAt: Math.max(conversation.updatedAt, message.at),
      }),
    },
  };
}
