import { giveToBot } from "@chatloom/runtime";
import { addEvent, byMember } from "./add-event.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import { HandledByMember } from "./handled-by-member.ts";
import type { MessageAuthor } from "./message-doc.ts";
import { takenByPerson } from "./taken-by-person.ts";

/** A member, as far as a conversation notes them. */
export interface ActingMember {
  readonly id: string;
  readonly name: string;
}

/**
 * The member owns the conversation; the bot falls silent where it stands. Throws `HandledByMember` when another member answers it,
 * unless `from` is that member's id: of two who take over at once, the second is refused.
 */
export function takeOver(
  conversation: ConversationDoc,
  member: ActingMember,
  now: number,
  from?: string,
): ConversationDoc {
  const { handler, assigneeId, assigneeName } = conversation;
  if (handler === "human" && assigneeId === member.id) {
    return conversation;
  }
  if (handler === "human" && assigneeId && assigneeId !== from) {
    throw new HandledByMember(assigneeId, assigneeName ?? "");
  }
  const taken = takenByPerson(conversation, now);
  const next = addEvent(taken, "takenOver", byMember(member), now);
  return { ...next, assigneeId: member.id, assigneeName: member.name };
}

/** Gives the conversation back to the bot. It goes on where the handoff chose, or waits for the next message. */
export function handBack(
  conversation: ConversationDoc,
  member: ActingMember,
  now: number,
): ConversationDoc {
  if (conversation.handler === "bot" || conversation.handler === "none") {
    return conversation;
  }
  return returnToBot(conversation, byMember(member), now);
}

/** Lets the bot go on, as `author` decided: a member, or the platform's own inbox. */
export function returnToBot(
  conversation: ConversationDoc,
  author: MessageAuthor,
  now: number,
): ConversationDoc {
  const next = addEvent(conversation, "handedBack", author, now);
  const id = `handedBack:${next.sequence}`;
  const byOne = author.type === "member" && author.id !== undefined;
  const memberId = byOne ? { memberId: author.id } : {};
  const input = { type: "handedBack", ...memberId } as const;
  return {
    ...next,
    ...giveToBot(conversation, now),
    resolved: false,
    held: [...conversation.held, { id, input }],
  };
}

/** Done: what the bot remembered ends here, and the next message finds it ready. */
export function resolve(
  conversation: ConversationDoc,
  member: ActingMember,
  now: number,
): ConversationDoc {
  if (conversation.resolved) {
    return conversation;
  }
  return {
    ...addEvent(conversation, "resolved", byMember(member), now),
    resolved: true,
    handler: "none",
    waitingSince: undefined,
    pausedAt: undefined,
    snoozedUntil: undefined,
    unread: 0,
    run: undefined,
    position: undefined,
    timers: [],
    calls: [],
    held: [],
  };
}

/** Open again, for whoever answers first. */
export function reopen(
  conversation: ConversationDoc,
  member: ActingMember,
  now: number,
): ConversationDoc {
  if (!conversation.resolved) {
    return conversation;
  }
  return { ...addEvent(conversation, "reopened", byMember(member), now), resolved: false };
}

/** Makes a member responsible, or nobody. */
export function assign(
  conversation: ConversationDoc,
  member: ActingMember,
  to: ActingMember | undefined,
  now: number,
): ConversationDoc {
  if (conversation.assigneeId === to?.id) {
    return conversation;
  }
  const next = addEvent(conversation, "assigned", byMember(member), now, to?.name ?? "");
  return { ...next, assigneeId: to?.id, assigneeName: to?.name };
}

/** Marks the contact as reachable again, whatever the platform said before. */
export function unblock(conversation: ConversationDoc): ConversationDoc {
  return conversation.reachable ? conversation : changed(conversation, { reachable: true });
}
