import type { ConversationDoc, LastMessage } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import { caseEntry, liveCase } from "./desk-case.ts";
import type { MessageDoc } from "./message-doc.ts";
import { wholeMessage } from "./message-shape.ts";
import { newId } from "./new-id.ts";
import { previewContent } from "./preview-content.ts";

/** The fields of a new message that do not follow from its conversation. */
export type NewMessage = Pick<MessageDoc, "direction" | "author" | "content"> &
  Partial<Omit<MessageDoc, "workspaceId" | "channelId" | "conversationId" | "sequence">> & {
    readonly at: number;
  };

/**
 * The conversation with one more message, numbered and still to be written to the thread. While agents of a helpdesk have a case of it,
 * the message goes there too, unless it came from there (`forDesk: false`).
 */
export function addMessage(
  conversation: ConversationDoc,
  message: NewMessage,
  { forDesk = true }: { readonly forDesk?: boolean } = {},
): { readonly conversation: ConversationDoc; readonly message: MessageDoc } {
  const added = wholeMessage(message, {
    _id: message._id ?? newId(),
    workspaceId: conversation.workspaceId,
    channelId: conversation.channelId,
    conversationId: conversation._id,
    sequence: conversation.sequence + 1,
  });
  const { pendingWrites } = conversation;
  const shown = message.direction === "incoming" || message.direction === "outgoing";
  return {
    message: added,
    conversation: changed(conversation, {
      sequence: added.sequence,
      pendingWrites: { ...pendingWrites, messages: [...pendingWrites.messages, added] },
      last: shown ? lastOf(added) : conversation.last,
      updatedAt: shown ? Math.max(conversation.updatedAt, message.at) : conversation.updatedAt,
      forwards: forDesk ? withForward(conversation, added) : conversation.forwards,
    }),
  };
}

function withForward(
  conversation: ConversationDoc,
  { _id: messageId, direction }: MessageDoc,
): ConversationDoc["forwards"] {
  const live = liveCase(conversation);
  if (!live || direction === "event") {
    return conversation.forwards;
  }
  const { deskId } = live;
  const entry = caseEntry({ id: messageId, deskId, kind: "message", messageId });
  return [...(conversation.forwards ?? []), entry];
}

function lastOf({ _id: id, content, direction, at }: MessageDoc): LastMessage {
  return { id, text: previewContent(content), direction, at };
}
