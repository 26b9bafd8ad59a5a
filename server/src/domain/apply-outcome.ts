import type { ReplyToken } from "../channels/channel-event.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed, withPendingWrites } from "./conversation-shape.ts";
import type { DeadLetterDoc } from "./dead-letter-doc.ts";
import type { MessageChange, MessageDoc } from "./message-doc.ts";
import { changedMessage } from "./message-shape.ts";
import { newId } from "./new-id.ts";
import type { OutboxEntry } from "./outbox-entry.ts";
import type { Outcome, Reason } from "./outcome.ts";
import { mostAttempts, retryDelay } from "./retry-delay.ts";

type MessageEntry = Extract<OutboxEntry, { kind: "message" }>;

/** How many sends may be begun by one write. */
const mostBegun = 10;

/**
 * The head of the outbox marked as about to be sent, if it may go now. Where a repetition is harmless (`repeatable`: the platform
 * knows the send by its key) those behind it are marked with it, so that one write begins them all. It takes the conversation's
 * reply token along.
 */
export function markHead(
  conversation: ConversationDoc,
  now: number,
  repeatable: boolean,
): ConversationDoc {
  const { outbox, replyToken } = conversation;
  const [head] = outbox;
  if (head?.state !== "queued" || head.kind !== "message") {
    return conversation;
  }
  const ready = (it: OutboxEntry) => it.kind === "message" && it.nextAt <= now;
  const end = outbox.findIndex((it, index) => !ready(it) || index === mostBegun);
  const begun = Math.min(end === -1 ? outbox.length : end, repeatable ? mostBegun : 1);
  if (begun === 0) {
    return conversation;
  }
  // Taken by the same write: whatever fails later, no second message is sent with it.
  const takesToken = replyToken !== undefined && !isValid(head.replyToken, now);
  return changed(conversation, {
    outbox: outbox.map((it, index) => {
      const token = index === 0 && takesToken ? { replyToken } : {};
      return index < begun ? { ...it, ...token, state: "sending" } : it;
    }),
    ...(takesToken && { replyToken: undefined }),
  });
}

function isValid(token: ReplyToken | undefined, now: number): boolean {
  return token !== undefined && now < token.until;
}

/** What an attempt's outcome makes of the outbox and the thread. Applied twice, it changes nothing more. */
export function applyOutcome(
  conversation: ConversationDoc,
  entryId: string,
  outcome: Outcome,
  { now, chance }: { readonly now: number; readonly chance: number },
): ConversationDoc {
  const entry = conversation.outbox.find((it) => it.id === entryId);
  if (entry?.kind !== "message") {
    return conversation;
  }
  const attempts = entry.attempts + 1;
  switch (outcome.kind) {
    case "sent":
      return updateMessage(without(conversation, entry), entry.messageId, {
        delivery: "sent",
        ...(outcome.platformId !== undefined && { platformId: outcome.platformId }),
      });
    case "later": {
      if (attempts >= mostAttempts) {
        return moveToDeadLetters(conversation, entry, outcome.reason, "failed", now);
      }
      const nextAt = now + retryDelay(attempts, outcome.afterMs, chance);
      // What stands behind it waits with it: nothing overtakes.
      const outbox = conversation.outbox.map(
        (it): OutboxEntry =>
          it === entry
            ? { ...entry, state: "queued", attempts, nextAt }
            : { ...it, state: "queued" },
      );
      return changed(conversation, { outbox });
    }
    case "failed":
      return moveToDeadLetters(conversation, entry, outcome.reason, "failed", now);
    case "unknown":
      return moveToDeadLetters(conversation, entry, outcome.reason, "unknown", now);
  }
}

/** Out of the outbox, to where a person sees it and can send it again. */
function moveToDeadLetters(
  conversation: ConversationDoc,
  entry: MessageEntry,
  reason: Reason,
  delivery: "failed" | "unknown",
  now: number,
): ConversationDoc {
  const letter: DeadLetterDoc = {
    _id: entry.messageId,
    workspaceId: conversation.workspaceId,
    conversationId: conversation._id,
    channelId: conversation.channelId,
    contactName: conversation.contactName,
    reason,
    attempts: entry.attempts + 1,
    author: entry.author,
    content: entry.content,
    at: now,
  };
  const next = updateMessage(without(conversation, entry), entry.messageId, {
    delivery,
    failure: reason,
  });
  return withPendingWrites(next, { deadLetters: [...next.pendingWrites.deadLetters, letter] });
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
  return changed(conversation, { outbox: conversation.outbox.filter((it) => it !== entry) });
}
