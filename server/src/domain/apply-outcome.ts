import type { Reason } from "@chatloom/api-schema";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed, withPendingWrites } from "./conversation-shape.ts";
import type { DeadLetterDoc } from "./dead-letter-doc.ts";
import { entryMessages } from "./entry-messages.ts";
import type { MessageChange, MessageDoc } from "./message-doc.ts";
import { changedMessage } from "./message-shape.ts";
import { newId } from "./new-id.ts";
import type { OutboxEntry } from "./outbox-entry.ts";
import type { Outcome } from "./outcome.ts";
import { mostAttempts, retryDelay } from "./retry-delay.ts";
import { withTry } from "./send-try.ts";

type MessageEntry = Extract<OutboxEntry, { kind: "message" }>;

/** How many sends may be begun by one write. */
const mostBegun = 10;

/**
 * Marks the head of the outbox as about to be sent, if it may go now. Where a repetition is harmless (`repeatable`: the platform
 * knows the send by its key) it marks those behind it too, so that one write begins them all. An entry with a reply token is marked
 * only as the head: once marked, its token may be used.
 */
export function markHead(
  conversation: ConversationDoc,
  now: number,
  repeatable: boolean,
): ConversationDoc {
  const { outbox } = conversation;
  if (outbox[0]?.state !== "queued") {
    return conversation;
  }
  const ready = (it: OutboxEntry, index: number) =>
    it.kind === "message" && it.nextAt <= now && (index === 0 || it.replyToken === undefined);
  const end = outbox.findIndex((it, index) => !ready(it, index) || index === mostBegun);
  const begun = Math.min(end === -1 ? outbox.length : end, repeatable ? mostBegun : 1);
  if (begun === 0) {
    return conversation;
  }
  return changed(conversation, {
    outbox: outbox.map((it, index) => (index < begun ? begin(it, now) : it)),
  });
}

/** Drops a reply token that expired unused. The choice is stored before the call, so that whoever repeats it chooses the same. */
function begin(entry: OutboxEntry, now: number): OutboxEntry {
  if (entry.kind !== "message") {
    return { ...entry, state: "sending" };
  }
  const { replyToken, ...rest } = entry;
  const usable = replyToken?.uncertain || (replyToken !== undefined && now < replyToken.until);
  return { ...rest, replyToken: usable ? replyToken : undefined, state: "sending", begun: true };
}

/** Applies an attempt's outcome to the outbox and the thread. A second time changes nothing. */
export function applyOutcome(
  conversation: ConversationDoc,
  entryId: string,
  outcome: Outcome,
  { now, chance }: { readonly now: number; readonly chance: number },
): ConversationDoc {
  const found = conversation.outbox.find((it) => it.id === entryId);
  if (found?.kind !== "message") {
    return conversation;
  }
  const entry = { ...found, tries: withTry(found.tries, outcome, now) };
  const attempts = entry.attempts + 1;
  switch (outcome.kind) {
    case "sent":
      return noteSent(withKeyboard(conversation, outcome), entry, [
        outcome.platformId,
        ...(outcome.moreIds ?? []),
      ]);
    case "later": {
      const tried = outcome.uncertain ? withUncertainAttempt(entry) : entry;
      if (attempts >= mostAttempts) {
        const delivery = tried.uncertain ? "unknown" : "failed";
        return moveToDeadLetters(conversation, entry, outcome.reason, delivery, now);
      }
      const nextAt = now + retryDelay(attempts, outcome.afterMs, chance);
      return putBack(conversation, entry, [{ ...tried, attempts, nextAt }]);
    }
    case "tokenSpent": {
      const { replyToken: _, ...rest } = entry;
      return putBack(conversation, entry, [{ ...rest, nextAt: now }]);
    }
    case "split":
      return putBack(conversation, entry, split(entry, now));
    case "failed":
      return moveToDeadLetters(conversation, entry, outcome.reason, "failed", now);
    case "withheld":
      return withhold(conversation, entry, outcome.reason);
    case "unknown":
      return moveToDeadLetters(conversation, entry, outcome.reason, "unknown", now);
  }
}

/** Notes a keyboard that the contact sees from now on, or sees no more. */
function withKeyboard(
  conversation: ConversationDoc,
  { keyboard }: Extract<Outcome, { kind: "sent" }>,
): ConversationDoc {
  if (keyboard === undefined) {
    return conversation;
  }
  const keyboardAfter = keyboard === "shown" ? (conversation.lastIncomingId ?? "") : undefined;
  return changed(conversation, { keyboardAfter });
}

/** Takes a sent entry out of the outbox. Where there are more ids than messages, only the first is certain. */
function noteSent(
  conversation: ConversationDoc,
  entry: MessageEntry,
  platformIds: readonly (string | undefined)[],
): ConversationDoc {
  const messages = entryMessages(entry);
  const known = platformIds.length === messages.length ? platformIds : platformIds.slice(0, 1);
  let next = without(conversation, entry);
  for (const [index, { messageId }] of messages.entries()) {
    const platformId = known[index];
    const id = platformId === undefined ? {} : { platformId };
    next = updateMessage(next, messageId, { delivery: "sent", tries: entry.tries, ...id });
  }
  return next;
}

/** Takes an entry out that may not be sent. Nobody can send it again, so it is no dead letter. */
function withhold(
  conversation: ConversationDoc,
  entry: MessageEntry,
  reason: Reason,
): ConversationDoc {
  return entryMessages(entry).reduce(
    (next, { messageId }) =>
      updateMessage(next, messageId, {
        delivery: "failed",
        failure: reason,
        tries: entry.tries,
      }),
    without(conversation, entry),
  );
}

/** Makes an entry of each message. The first keeps what only one can have. */
function split(entry: MessageEntry, now: number): readonly MessageEntry[] {
  const { more = [], ...first } = entry;
  const { replyToken: _, replyTo: __, ...rest } = first;
  return [first, ...more.map((it) => ({ ...rest, ...it }))].map((it) => ({ ...it, nextAt: now }));
}

/** Notes that an attempt, and the reply token that it used, may have arrived. */
export function withUncertainAttempt(entry: MessageEntry): MessageEntry {
  const { replyToken } = entry;
  const tried = { ...entry, uncertain: true } as const;
  return replyToken ? { ...tried, replyToken: { ...replyToken, uncertain: true } } : tried;
}

/** Queues an entry, or what became of it, again. What stands behind it waits with it: nothing overtakes. */
function putBack(
  conversation: ConversationDoc,
  entry: MessageEntry,
  next: readonly MessageEntry[],
): ConversationDoc {
  const outbox = conversation.outbox
    .flatMap((it): readonly OutboxEntry[] => (it.id === entry.id ? next : [it]))
    .map((it): OutboxEntry => ({ ...it, state: "queued" }));
  return changed(conversation, { outbox });
}

/** Moves an entry out of the outbox, to where a person sees each of its messages and can send it again. */
function moveToDeadLetters(
  conversation: ConversationDoc,
  entry: MessageEntry,
  reason: Reason,
  delivery: "failed" | "unknown",
  now: number,
): ConversationDoc {
  let next = without(conversation, entry);
  for (const { messageId, content } of entryMessages(entry)) {
    const letter: DeadLetterDoc = {
      _id: messageId,
      workspaceId: conversation.workspaceId,
      conversationId: conversation._id,
      channelId: conversation.channelId,
      contactName: conversation.contactName,
      reason,
      attempts: entry.attempts + 1,
      author: entry.author,
      content,
      at: now,
    };
    next = updateMessage(next, messageId, { delivery, failure: reason, tries: entry.tries });
    const deadLetters = [...next.pendingWrites.deadLetters, letter];
    next = withPendingWrites(next, { deadLetters });
  }
  return next;
}

/** Changes a message of the thread: in place while it is still to be written, else by a change of what is written. */
export function updateMessage(
  conversation: ConversationDoc,
  messageId: string,
  set: MessageChange["set"],
): ConversationDoc {
  const { pendingWrites } = conversation;
  if (pendingWrites.messages.some((it) => it._id === messageId)) {
    const messages = pendingWrites.messages.map(
      (it): MessageDoc => (it._id === messageId ? nextMessage(it, set) : it),
    );
    return withPendingWrites(conversation, { messages });
  }
  const change: MessageChange = { id: newId(), messageId, set };
  return withPendingWrites(conversation, { changes: [...pendingWrites.changes, change] });
}

function nextMessage(message: MessageDoc, set: MessageChange["set"]): MessageDoc {
  return changedMessage(message, { ...set, version: (message.version ?? 0) + 1 });
}

function without(conversation: ConversationDoc, entry: OutboxEntry): ConversationDoc {
  return changed(conversation, { outbox: conversation.outbox.filter((it) => it.id !== entry.id) });
}
