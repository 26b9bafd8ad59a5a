import type { MessageContent } from "@chatloom/flows-schema";
import { NotFound } from "../../context/errors.ts";
import { addReply } from "../../domain/add-reply.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { ActingMember } from "../../domain/hand-over.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { withUnwritten } from "../../domain/with-unwritten.ts";
import { type ChangeParts, changeConversation } from "../../pipeline/turn/change-conversation.ts";
import { messagesOf } from "../../records/message-model.ts";

/** A member's reply; the same key is the same reply. */
export interface Reply {
  readonly content: MessageContent;
  readonly key: string;
  /** The message of the thread that is answered. */
  readonly replyTo?: string | undefined;
}

/**
 * Puts a person's reply into the thread and the outbox. Refused while the bot or another member owns the conversation, when the channel's
 * window is closed, and when the channel can show nothing of it.
 */
export async function reply(
  parts: ChangeParts,
  conversation: ConversationDoc,
  member: ActingMember,
  { content, key, replyTo }: Reply,
): Promise<{ readonly conversation: ConversationDoc; readonly messages: readonly MessageDoc[] }> {
  const { context } = parts;
  const answered =
    replyTo === undefined ? undefined : await messageOf(parts, conversation, replyTo);
  let messages: readonly MessageDoc[] = [];
  const written = await changeConversation(parts, conversation, async (state) => {
    messages = await writtenBefore(parts, state, key);
    if (messages.length > 0) {
      return state;
    }
    const added = addReply(state, member, { content, key, answered }, context.now());
    messages = added.messages;
    return added.conversation;
  });
  return { conversation: written, messages };
}

async function messageOf(
  { context }: ChangeParts,
  { _id: conversationId, pendingWrites }: ConversationDoc,
  _id: string,
): Promise<MessageDoc> {
  const written = await messagesOf(context.connection).findOne({ _id, conversationId });
  const found = written ?? pendingWrites.messages.find((it) => it._id === _id);
  if (!found) {
    throw new NotFound("message");
  }
  return found;
}

/** Finds the messages that a reply with this key has made already. */
export async function writtenBefore(
  { context }: ChangeParts,
  conversation: ConversationDoc,
  key: string,
): Promise<readonly MessageDoc[]> {
  const written = await messagesOf(context.connection)
    .find({ conversationId: conversation._id, key })
    .sort({ sequence: 1 })
    .toArray();
  return withUnwritten(written, conversation, (it) => it.key === key);
}
