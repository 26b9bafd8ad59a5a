import { giveToBot, type HandoffOutcome, type HandoffTerms, type Input } from "@chatloom/runtime";
import { addEvent, byMember } from "./add-event.ts";
import type { ConversationDoc, HeldInput } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import { endCase } from "./end-case.ts";
import { HandledByMember } from "./handled-by-member.ts";
import type { MessageAuthor } from "./message-doc.ts";
import { noRun } from "./no-run.ts";
import { recordResolution } from "./record-resolution.ts";
import type { SurveyRules } from "./survey.ts";
import { takenByPerson } from "./taken-by-person.ts";
import { UnknownOutcome } from "./unknown-outcome.ts";

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

/**
 * Takes the conversation over for some time, in milliseconds; afterwards the bot goes on where it stands. Without a time it is the
 * member's until they resolve it or hand it back. Throws as `takeOver` does.
 */
export function pauseBot(
  conversation: ConversationDoc,
  member: ActingMember,
  now: number,
  { ms, from }: { readonly ms?: number | undefined; readonly from?: string | undefined },
): ConversationDoc {
  const taken = takeOver(conversation, member, now, from);
  const minutes = ms === undefined ? "" : String(Math.round(ms / 60_000));
  const next = addEvent(taken, "paused", byMember(member), now, minutes);
  const { handoff } = next;
  return changed(next, {
    returnsAt: ms === undefined ? undefined : now + ms,
    // The member's own time counts, not the one of the step.
    handoff: handoff && withoutReturn(handoff),
  });
}

function withoutReturn({ returnAfterMs: _, ...handoff }: HandoffTerms): HandoffTerms {
  return handoff;
}

/**
 * Gives the conversation back to the bot. It goes on where the handoff chose, or waits for the next message. Throws `UnknownOutcome`
 * where the step lists no outcome of this id.
 */
export function handBack(
  conversation: ConversationDoc,
  member: ActingMember,
  now: number,
  outcome?: string,
): ConversationDoc {
  if (conversation.handler === "bot" || conversation.handler === "none") {
    return conversation;
  }
  return returnToBot(conversation, byMember(member), now, chosenOutcome(conversation, outcome));
}

/** Lets the bot go on, as `author` decided: a member, the platform's own inbox, or the bot itself when the time is over. */
export function returnToBot(
  conversation: ConversationDoc,
  author: MessageAuthor,
  now: number,
  outcome?: HandoffOutcome,
): ConversationDoc {
  const told = addEvent(endCase(conversation), "handedBack", author, now, outcome?.label);
  const ending = { kind: "handedBack", author, outcome } as const;
  const next = recordResolution(conversation, told, ending, now);
  return changed(next, {
    ...giveToBot(conversation, now),
    resolved: false,
    queuedAt: undefined,
    held: [...conversation.held, handedBackInput(next, author, { outcome })],
  });
}

/** The parts of a resolution. */
interface Resolving {
  /** Of one that the handoff step lists. */
  readonly outcomeId?: string | undefined;
  /** The survey about it; undefined: none. */
  readonly surveys?: SurveyRules | undefined;
}

/**
 * Done. Where the step that handed the conversation over goes on then, the bot does so; otherwise what it remembered ends here, and the
 * next message finds it ready. Throws `UnknownOutcome` as `handBack` does.
 */
export function resolve(
  conversation: ConversationDoc,
  member: ActingMember,
  now: number,
  { outcomeId, surveys }: Resolving = {},
): ConversationDoc {
  if (conversation.resolved) {
    return conversation;
  }
  const outcome = chosenOutcome(conversation, outcomeId);
  const author = byMember(member);
  const told = addEvent(endCase(conversation), "resolved", author, now, outcome?.label);
  const ending = { kind: "resolved", author, outcome, surveys } as const;
  const next = changed(recordResolution(conversation, told, ending, now), {
    resolved: true,
    unread: 0,
    queuedAt: undefined,
  });
  const { handoff, run, held } = conversation;
  if (handoff?.goesOn && run?.waiting.for === "people") {
    return changed(next, {
      ...giveToBot(conversation, now),
      held: [...held, handedBackInput(next, author, { outcome, resolved: true })],
    });
  }
  return changed(next, {
    handler: "none",
    waitingSince: undefined,
    pausedAt: undefined,
    snoozedUntil: undefined,
    returnsAt: undefined,
    handoff: undefined,
    ...noRun,
    held: [],
  });
}

function chosenOutcome(
  { handoff }: ConversationDoc,
  outcomeId: string | undefined,
): HandoffOutcome | undefined {
  const chosen = handoff?.outcomes?.find((it) => it.id === outcomeId);
  if (outcomeId !== undefined && !chosen) {
    throw new UnknownOutcome(handoff?.outcomes ?? []);
  }
  return chosen;
}

function handedBackInput(
  { sequence }: ConversationDoc,
  author: MessageAuthor,
  {
    outcome,
    resolved,
  }: { readonly outcome?: HandoffOutcome | undefined; readonly resolved?: boolean },
): HeldInput {
  const byOne = author.type === "member" && author.id !== undefined;
  const input: Input = {
    type: "handedBack",
    ...(byOne && { memberId: author.id, memberName: author.name ?? "" }),
    outcome: outcome?.id,
    resolved: resolved || undefined,
  };
  return { id: `handedBack:${sequence}`, input };
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
  const { survey } = conversation;
  return changed(addEvent(conversation, "reopened", byMember(member), now), {
    resolved: false,
    // It is asked once the conversation is resolved again.
    survey: survey?.state === "planned" ? undefined : survey,
  });
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
  return assignTo(conversation, byMember(member), to, now);
}

/** Makes a member responsible, or nobody, as `author` decided. Nobody else is looked for then; without one, a waiting conversation queues. */
export function assignTo(
  conversation: ConversationDoc,
  author: MessageAuthor,
  to: ActingMember | undefined,
  now: number,
): ConversationDoc {
  const queuedAt =
    to === undefined && conversation.handler === "waiting"
      ? (conversation.waitingSince ?? now)
      : undefined;
  return changed(addEvent(conversation, "assigned", author, now, to?.name ?? ""), {
    assigneeId: to?.id,
    assigneeName: to?.name,
    queuedAt,
  });
}

/** Makes a team responsible, or none. Where nobody has taken the conversation, the team's queue gets it. */
export function giveToTeam(
  conversation: ConversationDoc,
  member: ActingMember,
  team: { readonly id: string; readonly name: string } | undefined,
  now: number,
): ConversationDoc {
  const { teamId, handler, handoff } = conversation;
  if (teamId === team?.id) {
    return conversation;
  }
  const next = addEvent(conversation, "assigned", byMember(member), now, team?.name ?? "");
  if (handler !== "waiting" || !team) {
    return changed(next, { teamId: team?.id });
  }
  return changed(next, {
    teamId: team.id,
    assigneeId: undefined,
    assigneeName: undefined,
    queuedAt: conversation.waitingSince ?? now,
    handoff: handoff && { ...handoff, assignTo: "team", teamId: team.id },
  });
}

/** Marks the contact as reachable again, whatever the platform said before. */
export function unblock(conversation: ConversationDoc): ConversationDoc {
  return conversation.reachable ? conversation : changed(conversation, { reachable: true });
}
