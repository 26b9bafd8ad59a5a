import { Conflict, NotFound } from "../../context/errors.ts";
import { updateMessage } from "../../domain/apply-outcome.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { DeadLetterDoc } from "../../domain/dead-letter-doc.ts";
import { caseEntry } from "../../domain/desk-case.ts";
import { entryMessages } from "../../domain/entry-messages.ts";
import { inputEvent } from "../../domain/input-event.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { newId } from "../../domain/new-id.ts";
import type { OutboxEntry } from "../../domain/outbox-entry.ts";
import type { PipelineServices } from "../../pipeline/pipeline-services.ts";
import { type ChangeParts, changeConversation } from "../../pipeline/turn/change-conversation.ts";
import { deadLettersOf } from "../../records/dead-letter-model.ts";
import { messages, messagesOf } from "../../records/message-model.ts";

/** How long to wait for the first try of a message to end. */
const lookEveryMs = 200;
const mostLooks = 25;

/** Writes a message into the case again that a helpdesk did not take. Refused where the conversation has no case any more. */
export async function forwardAgain(
  parts: ChangeParts,
  conversation: ConversationDoc,
  { _id, channelId: deskId, forwarded: messageId = "" }: DeadLetterDoc,
): Promise<ConversationDoc> {
  const changed = await changeConversation(parts, conversation, (state) => {
    if (state.deskCase?.deskId !== deskId || state.deskCase.id === undefined) {
      throw new Conflict("desk.no-case", "The conversation has no case in this helpdesk any more");
    }
    const { forwards = [] } = state;
    // The same id as before, so that an attempt that arrived after all is found.
    const entry = {
      ...caseEntry({ id: messageId, deskId, kind: "message", messageId }),
      begun: true,
    } as const;
    return forwards.some((it) => it.id === messageId)
      ? state
      : { ...state, forwards: [...forwards, entry] };
  });
  await deadLettersOf(parts.context.connection).deleteOne({ _id });
  return changed;
}

/**
 * Tries a failed or unknown message again: it is sent, or the reason why not is thrown. An unknown one keeps its key, so that a
 * platform with idempotency keys does not show it twice. A contact's message that the bot could not process is processed again.
 */
export async function resend(
  parts: ChangeParts & Pick<PipelineServices, "inbound">,
  conversation: ConversationDoc,
  messageId: string,
): Promise<{ readonly conversation: ConversationDoc; readonly message: MessageDoc }> {
  const { context } = parts;
  const message = await messages(context.connection)
    .in(conversation.workspaceId)
    .findOne({ _id: messageId, conversationId: conversation._id });
  if (!message) {
    throw new NotFound("message");
  }
  const letters = deadLettersOf(context.connection);
  if (message.direction === "incoming" && (await letters.findOne({ _id: messageId }))) {
    // The words of a sensitive answer are not there for the bot: it asks again.
    const hidden = message.sealed === undefined ? undefined : { fits: false };
    const input = { type: "message", messageId, content: message.content, hidden } as const;
    await parts.inbound.add(inputEvent(conversation, `again:${newId()}`, input, context.now()));
    await letters.deleteOne({ _id: messageId });
    return { conversation, message };
  }
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
    begun: true,
    messageId,
    author: message.author.type === "bot" ? "bot" : "human",
    content: message.content,
    relayed: message.relayed,
    // A message of a broadcast needs the contact's consent again.
    ...(message.broadcastId !== undefined && { campaign: true, marketing: true }),
    replyTo: answered?.platformId,
  };
  const changed = await changeConversation(parts, await firstTryEnded(), (state) => {
    const next = updateMessage(state, messageId, { delivery: "queued" });
    return entryOf(state) ? next : { ...next, outbox: [...next.outbox, entry] };
  });
  await letters.deleteOne({ _id: messageId });
  const { failure: _, ...rest } = message;
  const version = (message.version ?? 0) + 1;
  return { conversation: changed, message: { ...rest, delivery: "queued", version } };

  function entryOf({ outbox }: ConversationDoc): OutboxEntry | undefined {
    return outbox.find(
      (it) => it.kind === "message" && entryMessages(it).some((one) => one.messageId === messageId),
    );
  }

  /** The platform may report a failure before the outcome of the send itself is stored. */
  async function firstTryEnded(): Promise<ConversationDoc> {
    let state = conversation;
    for (let look = 0; entryOf(state)?.state === "sending"; look += 1) {
      if (look === mostLooks) {
        const detail = "The message is being sent right now; try again in a moment";
        throw new Conflict("message.being-sent", detail);
      }
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      state = (await parts.conversations.byId(conversation._id)) ?? state;
    }
    return state;
  }
}
