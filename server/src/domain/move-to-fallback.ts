import type { Reason } from "@chatloom/api-schema";
import { updateMessage } from "./apply-outcome.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed, withPendingWrites } from "./conversation-shape.ts";
import { entryMessages } from "./entry-messages.ts";
import type { MessageDoc } from "./message-doc.ts";
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

/** The number of failed attempts, over about a minute, after which another channel takes over. */
const mostAttemptsBefore = 6;

/**
 * Says whether another channel may send what this attempt did not: the platform certainly took none of it, and not because of the
 * content.
 */
export function mayFallBack(entry: MessageEntry, outcome: Outcome): boolean {
  const refused = outcome.kind === "failed" && outcome.failure !== "content";
  const away =
    outcome.kind === "later" && !outcome.uncertain && entry.attempts + 1 >= mostAttemptsBefore;
  return (refused || away) && mayMove(entry);
}

/**
 * The messages that a paused channel holds back and another one may send: from the front of the outbox up to the first that may not
 * move, so that nothing overtakes.
 */
export function heldBack({ outbox }: ConversationDoc): readonly MessageEntry[] {
  const end = outbox.findIndex(
    (it) => it.kind === "message" && (it.state === "sending" || !mayMove(it)),
  );
  const before = end === -1 ? outbox : outbox.slice(0, end);
  return before.filter((it): it is MessageEntry => it.kind === "message");
}

function mayMove(entry: MessageEntry): boolean {
  return !(entry.relayed || entry.uncertain || entry.replyToken?.uncertain);
}

/** Takes a refused entry out of the outbox and has another conversation send it. It is no dead letter: nobody may send it again. */
export function moveToFallback(
  conversation: ConversationDoc,
  entry: MessageEntry,
  reason: Reason,
  place: FallbackPlace,
): ConversationDoc {
  const at = conversation.outbox.findIndex((it) => it.id === entry.id);
  if (at === -1) {
    return conversation;
  }
  // The typing indicators before it announce this message, so they go too.
  const outbox = conversation.outbox.filter(
    (it, index) => index > at || (index < at && it.kind !== "typing"),
  );
  const { author, marketing } = entry;
  const messages = entryMessages(entry);
  return relayTo(changed(conversation, { outbox }), place, reason, {
    id: entry.id,
    messages,
    author,
    marketing,
  });
}

/**
 * Has another conversation send a message that the platform took and did not deliver. A second report of the same failure changes
 * nothing.
 */
export function relayUndelivered(
  conversation: ConversationDoc,
  { _id: messageId, platformId, content, author, marketing }: MessageDoc,
  reason: Reason,
  place: FallbackPlace,
): ConversationDoc {
  // Sent again by a person it has another id, and may fail again.
  const id = platformId ?? messageId;
  if (isRelayed(conversation, id)) {
    return conversation;
  }
  const deadLetters = conversation.pendingWrites.deadLetters.filter((it) => it._id !== messageId);
  return relayTo(withPendingWrites(conversation, { deadLetters }), place, reason, {
    id,
    messages: [{ messageId, content }],
    author: author.type === "bot" ? "bot" : "human",
    marketing,
  });
}

function isRelayed({ pendingWrites }: ConversationDoc, cause: string): boolean {
  return pendingWrites.sideEffects.some((it) => it.id === relayId(cause));
}

function relayId(cause: string): string {
  return `${cause}:relay`;
}

function relayTo(
  conversation: ConversationDoc,
  { conversationId, channelName }: FallbackPlace,
  { message }: Reason,
  relayed: {
    readonly id: string;
    readonly messages: readonly Pick<MessageEntry, "messageId" | "content">[];
  } & Pick<MessageEntry, "author" | "marketing">,
): ConversationDoc {
  const { id: cause, messages, author, marketing } = relayed;
  const failure = { code: "delivery.fallback", message: `${channelName}: ${message}` };
  const next = messages.reduce(
    (before, { messageId }) => updateMessage(before, messageId, { delivery: "failed", failure }),
    conversation,
  );
  return addSideEffect(next, {
    type: "relay",
    id: relayId(cause),
    toConversationId: conversationId,
    contents: messages.map((it) => it.content),
    author,
    marketing,
  });
}
