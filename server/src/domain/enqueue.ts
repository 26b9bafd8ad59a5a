import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import { hasRoom } from "./has-room.ts";
import type { OutboxEntry } from "./outbox-entry.ts";

type MessageEntry = Extract<OutboxEntry, { kind: "message" }>;

/**
 * Adds a message that was never tried to the end of the outbox, or to the last entry if one call may carry both. The entry takes the
 * conversation's reply token, so that no other can use it. `now` in epoch milliseconds; `perCall` is the most that a call carries.
 */
export function enqueue(
  conversation: ConversationDoc,
  entry: MessageEntry,
  now: number,
  perCall = 1,
): ConversationDoc {
  const { outbox, replyToken } = conversation;
  const last = outbox.at(-1);
  const joins = hasRoom(last, perCall) && goTogether(last, entry);
  const target = joins ? joined(last, entry) : entry;
  const usable =
    replyToken !== undefined && target.replyToken === undefined && now < replyToken.until;
  return changed(conversation, {
    outbox: [
      ...(joins ? outbox.slice(0, -1) : outbox),
      usable ? { ...target, replyToken } : target,
    ],
    replyToken: undefined,
  });
}

function goTogether(last: MessageEntry, entry: MessageEntry): boolean {
  return (
    last.author === entry.author &&
    last.campaign === entry.campaign &&
    last.marketing === entry.marketing &&
    last.countedFor === entry.countedFor &&
    last.relayed === entry.relayed &&
    entry.replyTo === undefined &&
    entry.menu === undefined &&
    last.content.kind !== "template" &&
    entry.content.kind !== "template"
  );
}

function joined(last: MessageEntry, { id, messageId, content }: MessageEntry): MessageEntry {
  return { ...last, more: [...(last.more ?? []), { id, messageId, content }] };
}
