import { Conflict, NotFound } from "../../context/errors.ts";
import { updateMessage } from "../../domain/apply-outcome.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { newId } from "../../domain/new-id.ts";
import type { OutboxEntry } from "../../domain/outbox-entry.ts";
import { type ChangeParts, changeConversation } from "../../pipeline/turn/change-conversation.ts";
import { deadLettersOf } from "../../records/dead-letter-model.ts";
import { messages, messagesOf } from "../../records/message-model.ts";

/** Tries a failed or unknown message again. An unknown one keeps its key, so that a platform that knows keys does not show it twice. */
export async function resend(
  parts: ChangeParts,
  conversation: ConversationDoc,
  messageId: string,
): Promise<{ readonly conversation: ConversationDoc; readonly message: MessageDoc }> {
  const { context } = parts;
  const found = await messages(context.connection)
    .in(conversation.workspaceId)
    .findOne({ _id: messageId, conversationId: conversation._id });
  const message = found as unknown as MessageDoc | undefined;
  if (!message) throw new NotFound("message");
  if (message.direction !== "outgoing" || !["failed", "unknown"].includes(message.delivery ?? "")) {
    throw new Conflict("message.not-failed", "Only a message that failed can be sent again");
  }
  const answered = message.replyTo
    ? await messagesOf(context.connection).findOne({ _id: message.replyTo })
    : undefined;
  const entry: OutboxEntry = {
    id: message.delivery === "unknown" && message.outboxId ? message.outboxId : newId(),
    kind: "message",
    state: "queued",
    attempts: 0,
    nextAt: 0,
    messageId,
    author: message.author.type === "bot" ? "bot" : "human",
    content: message.content,
    ...(answered?.platformId !== undefined && { replyTo: answered.platformId }),
  };
  const changed = await changeConversation(parts, conversation, (state) => {
    if (state.outbox.some((it) => it.kind === "message" && it.messageId === messageId))
      return state;
    const next = updateMessage(state, messageId, { delivery: "queued" });
    return { ...next, outbox: [...next.outbox, entry] };
  });
  await deadLettersOf(context.connection).deleteOne({ _id: messageId });
  const { failure: _, ...rest } = message;
  return {
    conversation: changed,
    message: { ...rest, delivery: "queued", version: (message.version ?? 0) + 1 },
  };
}
