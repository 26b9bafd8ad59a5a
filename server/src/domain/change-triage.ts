import type { ConversationChange } from "@chatloom/api-schema";
import { addEvent, byMember } from "./add-event.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import { type ActingMember, assign, reopen, resolve } from "./hand-over.ts";
import type { SurveyRules } from "./survey.ts";

/** A change of a conversation with what it names looked up. */
export interface CheckedChange extends Omit<ConversationChange, "snoozedUntil" | "assigneeId"> {
  /** Epoch milliseconds; null ends the snooze. */
  readonly snoozedUntil?: number | null | undefined;
  /** Null: nobody. */
  readonly assignee?: ActingMember | null | undefined;
  /** The survey that contacts get once it is resolved. */
  readonly surveys?: SurveyRules | undefined;
}

/** Labels, prioritises, snoozes, assigns, resolves or marks a conversation as read. Gives the same one back if nothing changes. */
export function changeTriage(
  conversation: ConversationDoc,
  change: CheckedChange,
  member: ActingMember,
  now: number,
): ConversationDoc {
  const { addLabelIds = [], removeLabelIds = [], priority, assignee, resolved } = change;
  let next = conversation;
  const labels = next.labelIds ?? [];
  const kept = [...new Set([...labels, ...addLabelIds])].filter(
    (it) => !removeLabelIds.includes(it),
  );
  if (kept.length !== labels.length || kept.some((it, at) => labels[at] !== it)) {
    next = changed(next, { labelIds: kept.length > 0 ? kept : undefined });
  }
  const level = priority === "normal" ? undefined : priority;
  if (priority !== undefined && level !== next.priority) {
    next = changed(next, { priority: level });
  }
  if (assignee !== undefined) {
    next = assign(next, member, assignee ?? undefined, now);
  }
  if (change.read && (next.unread > 0 || mentioned(next, member.id))) {
    next = changed(seenBy(next, member.id), { unread: 0 });
  }
  if (resolved !== undefined) {
    next = resolved
      ? resolve(next, member, now, { surveys: change.surveys })
      : reopen(next, member, now);
  }
  return snooze(next, change.snoozedUntil, member, now);
}

/** Notes that a member has read what mentions them. */
export function seenBy(conversation: ConversationDoc, memberId: string): ConversationDoc {
  if (!mentioned(conversation, memberId)) {
    return conversation;
  }
  const mentions = conversation.mentions?.map((it) =>
    it.memberId === memberId ? { ...it, seen: true } : it,
  );
  return changed(conversation, { mentions });
}

function mentioned({ mentions = [] }: ConversationDoc, memberId: string): boolean {
  return mentions.some((it) => it.memberId === memberId && !it.seen);
}

function snooze(
  conversation: ConversationDoc,
  until: number | null | undefined,
  member: ActingMember,
  now: number,
): ConversationDoc {
  if (until === undefined || (until ?? undefined) === conversation.snoozedUntil) {
    return conversation;
  }
  const author = byMember(member);
  if (until === null) {
    const woken = addEvent(conversation, "woken", author, now);
    return changed(woken, { snoozedUntil: undefined });
  }
  const snoozed = addEvent(conversation, "snoozed", author, now, new Date(until).toISOString());
  return changed(snoozed, { snoozedUntil: until });
}
