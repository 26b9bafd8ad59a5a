import { Conflict, DomainError } from "../context/errors.ts";
import { addEvent, byMember } from "./add-event.ts";
import { addReply } from "./add-reply.ts";
import type { ConversationDoc, ScheduledReply } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import type { ActingMember } from "./hand-over.ts";
import { previewContent } from "./preview-content.ts";

type Scheduled = ConversationDoc["scheduled"];
const most = 20;

/** Adds a reply that leaves at its moment. Throws `scheduled.too-many` where a conversation has enough of them. */
export function schedule(conversation: ConversationDoc, reply: ScheduledReply): ConversationDoc {
  const { scheduled = [] } = conversation;
  if (scheduled.length >= most) {
    throw new Conflict(
      "scheduled.too-many",
      `A conversation has at most ${most} scheduled replies`,
    );
  }
  const all = [...scheduled, reply].sort((a, b) => a.at - b.at);
  return changed(conversation, { scheduled: all });
}

/** Takes a scheduled reply back. Gives the same conversation back if it is gone already. */
export function unschedule(conversation: ConversationDoc, id: string): ConversationDoc {
  const { scheduled } = conversation;
  return scheduled?.some((it) => it.id === id)
    ? changed(conversation, { scheduled: without(scheduled, id) })
    : conversation;
}

/** Cancels the scheduled replies that only an answer makes unnecessary, and holds those that a member decides about: the contact wrote. */
export function afterWritten(conversation: ConversationDoc, now: number): ConversationDoc {
  const { scheduled } = conversation;
  if (!scheduled) {
    return conversation;
  }
  const kept = scheduled
    .filter((it) => it.ifWritten !== "cancel")
    .map((it) => (it.ifWritten === "ask" && !it.held ? { ...it, held: "written" } : it));
  const told = scheduled
    .filter((it) => it.ifWritten === "cancel")
    .reduce(
      (state, it) => addEvent(state, "notNeeded", byMember(it.author), now, textOf(it)),
      conversation,
    );
  return changed(told, { scheduled: kept.length > 0 ? kept : undefined });
}

/** When the next scheduled reply leaves; undefined: none does by itself. */
export function nextScheduled({ scheduled }: ConversationDoc): number | undefined {
  return scheduled?.find((it) => !it.held)?.at;
}

/** Sends the scheduled replies whose moment has come. One that cannot be sent waits for a member's decision, with the reason. */
export function sendDue(conversation: ConversationDoc, now: number): ConversationDoc {
  const due = conversation.scheduled?.filter((it) => !it.held && it.at <= now) ?? [];
  return due.reduce((state, reply) => {
    try {
      return sendScheduled(state, reply, reply.author, now);
    } catch (error) {
      if (!(error instanceof DomainError)) {
        throw error;
      }
      return hold(state, reply, error.code, now);
    }
  }, conversation);
}

/** Sends a scheduled reply as a member. Throws as `addReply` does. */
export function sendScheduled(
  conversation: ConversationDoc,
  { id, contents }: ScheduledReply,
  member: ActingMember,
  now: number,
): ConversationDoc {
  const sent = contents.reduce(
    (state, content) => addReply(state, member, { content, key: id }, now).conversation,
    conversation,
  );
  return changed(sent, { scheduled: without(sent.scheduled, id) });
}

function hold(
  conversation: ConversationDoc,
  reply: ScheduledReply,
  code: string,
  now: number,
): ConversationDoc {
  const told = addEvent(conversation, "notSent", byMember(reply.author), now, textOf(reply));
  return changed(told, {
    scheduled: told.scheduled?.map((it) => (it.id === reply.id ? { ...it, held: code } : it)),
  });
}

function textOf({ contents: [first] }: ScheduledReply): string {
  return first ? previewContent(first) : "";
}

function without(scheduled: Scheduled, id: string): Scheduled {
  const left = scheduled?.filter((it) => it.id !== id) ?? [];
  return left.length > 0 ? left : undefined;
}
