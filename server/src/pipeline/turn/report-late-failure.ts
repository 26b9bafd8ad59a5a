import type { Reason } from "@chatloom/api-schema";
import type { SendFailure } from "../../channels/channel.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { changed } from "../../domain/conversation-shape.ts";
import { entryMessages } from "../../domain/entry-messages.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { type FallbackPlace, relayUndelivered } from "../../domain/move-to-fallback.ts";
import { reasonOf } from "../../domain/reason-of.ts";
import { deadLettersOf } from "../../records/dead-letter-model.ts";
import { raiseAlert } from "../../records/raise-alert.ts";
import type { PipelineServices } from "../pipeline-services.ts";
import { type ChangeParts, changeConversation } from "./change-conversation.ts";
import { type FallbackParts, findFallback } from "./find-fallback.ts";
import { undeliveredAlert } from "./undelivered-alert.ts";

/** The services that report a late failure. */
export type LateFailureServices = ChangeParts &
  FallbackParts &
  Pick<PipelineServices, "channelRefused" | "messages" | "webhooks"> & {
    readonly wakeConversation: (conversation: ConversationDoc) => void;
  };

/** The outcome of a late failure. `beingSent`: the message is sent again right now, so it is too early to say. */
type Reported = "relayed" | "undelivered" | "beingSent";

/**
 * Treats a failure that the platform reports after it took the message like a refusal: another channel sends it, or it becomes a dead
 * letter with an alert. Marks the channel or the contact where the reason lies there. Harmless when repeated, apart from the alert's
 * count.
 */
export async function reportLateFailure(
  services: LateFailureServices,
  message: MessageDoc,
  failure: SendFailure,
): Promise<Reported> {
  const { context, conversations } = services;
  const conversation = await conversations.byId(message.conversationId);
  if (!conversation) {
    return "undelivered";
  }
  const reason = reasonOf(failure);
  const fallback =
    failure.kind === "content" || message.relayed
      ? undefined
      : await findFallback(services, conversation);
  if (fallback?.place) {
    if (isBeingSent(conversation, message._id)) {
      return "beingSent";
    }
    await relay(services, conversation, message, reason, fallback.place);
    await markCause(services, conversation, failure);
    return "relayed";
  }
  await addDeadLetter(context, conversation, message, reason);
  await markCause(services, conversation, failure);
  await raiseAlert(context, conversation.workspaceId, {
    ...undeliveredAlert(reason, fallback?.channelName),
    conversationId: conversation._id,
    channelId: conversation.channelId,
  });
  return "undelivered";
}

/** Leaves the message to another conversation, unless an earlier report of the failure did. */
async function relay(
  services: LateFailureServices,
  conversation: ConversationDoc,
  { _id: messageId }: MessageDoc,
  reason: Reason,
  place: FallbackPlace,
): Promise<void> {
  const { connection } = services.context;
  // An answer that was lost made it one; nobody may send it as well.
  await deadLettersOf(connection).deleteOne({ _id: messageId });
  const written = await changeConversation(services, conversation, async (state) => {
    // Read after the conversation: what an earlier report changed is either in the message or still pending.
    const message = await services.messages.byId(messageId);
    const open = message && message.delivery !== "failed" && !isBeingSent(state, messageId);
    return open ? relayUndelivered(state, message, reason, place) : state;
  });
  services.wakeConversation(written);
}

function isBeingSent({ outbox }: ConversationDoc, messageId: string): boolean {
  return outbox.some(
    (it) => it.kind === "message" && entryMessages(it).some((one) => one.messageId === messageId),
  );
}

/** Marks the channel or the contact where the reason of a failure lies there. */
async function markCause(
  services: LateFailureServices,
  conversation: ConversationDoc,
  failure: SendFailure,
): Promise<void> {
  if (failure.kind === "auth") {
    await services.channelRefused(conversation, reasonOf(failure));
  }
  if (failure.kind === "unreachable") {
    await changeConversation(services, conversation, (state) =>
      state.reachable ? changed(state, { reachable: false }) : state,
    );
  }
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
