import type { Reason } from "@chatloom/api-schema";
import type { SendFailure } from "../../channels/channel.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { changed } from "../../domain/conversation-shape.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { reasonOf } from "../../domain/reason-of.ts";
import { deadLettersOf } from "../../records/dead-letter-model.ts";
import { raiseAlert } from "../../records/raise-alert.ts";
import { type ChangeParts, changeConversation } from "./change-conversation.ts";

/** The services that report a late failure. */
export type LateFailureServices = ChangeParts & {
  readonly channelRefused: (conversation: ConversationDoc, reason: Reason) => Promise<void>;
};

/**
 * Treats a failure that the platform reports after it took the message like a refusal: dead letter, alert, and a mark on
 * channel or contact where the reason lies there. Harmless when repeated, apart from the alert's count.
 */
export async function reportLateFailure(
  services: LateFailureServices,
  message: MessageDoc,
  failure: SendFailure,
): Promise<void> {
  const { context, conversations } = services;
  const conversation = await conversations.byId(message.conversationId);
  if (!conversation) {
    return;
  }
  const reason = reasonOf(failure);
  await addDeadLetter(context, conversation, message, reason);
  if (failure.kind === "auth") {
    await services.channelRefused(conversation, reason);
  }
  if (failure.kind === "unreachable") {
    await changeConversation(services, conversation, (state) =>
      state.reachable ? changed(state, { reachable: false }) : state,
    );
  }
  await raiseAlert(context, conversation.workspaceId, {
    code: "delivery.failed",
    message: `A message could not be delivered: ${failure.message}`,
    reason,
    conversationId: conversation._id,
    channelId: conversation.channelId,
  });
}

async function addDeadLetter(
  context: ServerContext,
  { workspaceId, channelId, contactName }: ConversationDoc,
  { _id, conversationId, author, content }: MessageDoc,
  reason: Reason,
): Promise<void> {
  const letter = {
    workspaceId,
    conversationId,
    channelId,
    contactName,
    reason,
    attempts: 1,
    author: author.type === "bot" ? ("bot" as const) : ("human" as const),
    content,
    at: context.now(),
  };
  await deadLettersOf(context.connection).updateOne(
    { _id },
    { $setOnInsert: letter },
    { upsert: true },
  );
}
