import type { ConversationDoc, LastMessage } from "../conversations/conversation-doc.ts";
import { newId } from "../conversations/new-id.ts";
import type { MessageDoc } from "../messages/message-doc.ts";
import { previewContent } from "../messages/preview-content.ts";

/** What is particular about a new message; the rest follows from its conversation. */
export type NewMessage = Pick<MessageDoc, "direction" | "author" | "content"> &
  Partial<Omit<MessageDoc, "workspaceId" | "channelId" | "conversationId" | "sequence">> & {
    readonly at: number;
  };

/** The conversation with one more message, numbered and still to be written to the thread. */
export function addMessage(
  conversation: ConversationDoc,
  message: NewMessage,
): { readonly conversation: ConversationDoc; readonly message: MessageDoc } {
  // One fixed shape, known or not: what grows field by field costs many times as much to make and to copy.
  const added: { readonly [Name in keyof Required<MessageDoc>]: MessageDoc[Name] } = {
    _id: message._id ?? newId(),
    workspaceId: conversation.workspaceId,
    channelId: conversation.channelId,
    conversationId: conversation._id,
    sequence: conversation.sequence + 1,
    direction: message.direction,
    author: message.author,
    event: message.event,
    content: message.content,
    platformId: message.platformId,
    outboxId: message.outboxId,
    key: message.key,
    delivery: message.delivery,
    failure: message.failure,
    file: message.file,
    reactions: message.reactions,
    edited: message.edited,
    deleted: message.deleted,
    flowId: message.flowId,
    nodeId: message.nodeId,
    replyTo: message.replyTo,
    turn: message.turn,
    at: message.at,
  };
  const { derived } = conversation;
  const shown = message.direction === "incoming" || message.direction === "outgoing";
  return {
    message: added,
    conversation: {
      ...conversation,
      sequence: added.sequence,
      derived: { ...derived, messages: [...derived.messages, added] },
      last: shown ? lastOf(added) : conversation.last,
      updatedAt: shown ? Math.max(conversation.updatedAt, message.at) : conversation.updatedAt,
    },
  };
}

function lastOf({ _id: id, content, direction, at }: MessageDoc): LastMessage {
  return { id, text: previewContent(content), direction, at };
}
