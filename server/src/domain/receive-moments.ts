import { returnIsDue } from "@chatloom/runtime";
import { addEvent } from "./add-event.ts";
import { askSurvey, surveyDue } from "./ask-survey.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import { returnToBot } from "./hand-over.ts";
import { nextScheduled, sendDue } from "./scheduled-replies.ts";
import type { TurnContext, TurnDraft } from "./turn-draft.ts";

/**
 * Gives the next due moment that members set: the end of a snooze or of a person's time, a scheduled reply, a survey. Undefined: none.
 */
export function nextMoment(conversation: ConversationDoc): number | undefined {
  const { snoozedUntil, handler, returnsAt, scheduled, survey } = conversation;
  const ends = handler === "human" ? returnsAt : undefined;
  if (
    snoozedUntil === undefined &&
    scheduled === undefined &&
    ends === undefined &&
    survey === undefined
  ) {
    return undefined;
  }
  const never = Number.POSITIVE_INFINITY;
  const reply = nextScheduled(conversation) ?? never;
  const asked = surveyDue(conversation) ?? never;
  const next = Math.min(snoozedUntil ?? never, ends ?? never, reply, asked);
  return next === never ? undefined : next;
}

/** Carries out what members set for a moment that has come. Replies leave before the bot goes on. */
export function receiveMoments(before: TurnDraft, turnContext: TurnContext): TurnDraft {
  const { now } = turnContext;
  const awake = endSnooze(sendDue(before.conversation, now), now);
  const ended = { ...before, conversation: endTime(awake, now) };
  return { ...before, conversation: askSurvey(ended, turnContext) };
}

function endSnooze(conversation: ConversationDoc, now: number): ConversationDoc {
  const { snoozedUntil } = conversation;
  if (snoozedUntil === undefined || snoozedUntil > now) {
    return conversation;
  }
  const woken = addEvent(conversation, "woken", { type: "system" }, now);
  return changed(woken, { snoozedUntil: undefined });
}

/** Gives the conversation back to the bot once the time is over that a person was to have it. */
function endTime(conversation: ConversationDoc, now: number): ConversationDoc {
  return returnIsDue(conversation, now)
    ? returnToBot(conversation, { type: "bot" }, now)
    : conversation;
}
