import { returnIsDue } from "@chatloom/runtime";
import { addEvent } from "./add-event.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import { returnToBot } from "./hand-over.ts";
import type { TurnDraft } from "./turn-draft.ts";

/** When something falls due that members set: the end of a snooze, or of a person's time. Undefined: nothing does. */
export function nextMoment(conversation: ConversationDoc): number | undefined {
  const { snoozedUntil, handler, returnsAt } = conversation;
  if (handler !== "human" || returnsAt === undefined) {
    return snoozedUntil;
  }
  return Math.min(returnsAt, snoozedUntil ?? returnsAt);
}

/** Carries out what members set for a moment that has come. */
export function receiveMoments(before: TurnDraft, now: number): TurnDraft {
  return { ...before, conversation: endTime(endSnooze(before.conversation, now), now) };
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
