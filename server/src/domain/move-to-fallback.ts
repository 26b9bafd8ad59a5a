import type { Reason } from "@chatloom/api-schema";
import { updateMessage } from "./apply-outcome.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import { entryMessages } from "./entry-messages.ts";
import type { OutboxEntry } from "./outbox-entry.ts";
import type { Outcome } from "./outcome.ts";
import { addSideEffect } from "./settle-effects.ts";

type MessageEntry = Extract<OutboxEntry, { kind: "message" }>;

/** The fallback channels of messages that a platform refused. */
export interface FallbackPlace {
  readonly conversationId: string;
  /** The channel that takes over. */
  readonly channelName: string;
}

/**
 * Says whether another channel may send what this attempt did not: the platform certainly took none of it, and not because of the
 * content. `repeatable`: the platform knows a send by its key, so that an earlier attempt may have been tried with an unclear end.
 */
export function mayFallBack(entry: MessageEntry, outcome: Outcome, repeatable: boolean): boolean {
  const refused = outcome.kind === "failed" && outcome.failure !== "content";
  const unclear = entry.replyToken?.uncertain === true || (entry.attempts > 0 && repeatable);
  return refused && !entry.relayed && !unclear;
}

/** Takes a refused entry out of the outbox and has another conversation send it. It is no dead letter: nobody may send it again. */
export function moveToFallback(
  conversation: ConversationDoc,
  entry: MessageEntry,
  { message }: Reason,
  { conversationId, channelName }: FallbackPlace,
): ConversationDoc {
  const outbox = conversation.outbox.filter((it) => it.id !== entry.id);
  if (outbox.length === conversation.outbox.length) {
    return conversation;
  }
  const failure = { code: "delivery.fallback", message: `${channelName}: ${message}` };
  const messages = entryMessages(entry);
  const next = messages.reduce(
    (before, { messageId }) => updateMessage(before, messageId, { delivery: "failed", failure }),
    changed(conversation, { outbox }),
  );
  return addSideEffect(next, {
    type: "relay",
    id: `${entry.id}:relay`,
    toConversationId: conversationId,
    contents: messages.map((it) => it.content),
    author: entry.author,
    marketing: entry.marketing,
  });
}
