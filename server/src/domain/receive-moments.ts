import { addEvent } from "./add-event.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import type { TurnDraft } from "./turn-draft.ts";

/** When something falls due that members set: the end of a snooze. Undefined: nothing does. */
export function nextMoment({ snoozedUntil }: ConversationDoc): number | undefined {
  return snoozedUntil;
}

/** Carries out what members set for a moment that has come. */
export function receiveMoments(before: TurnDraft, now: number): TurnDraft {
  const { conversation } = before;
  const { snoozedUntil } = conversation;
  if (snoozedUntil === undefined || snoozedUntil > now) {
    return before;
  }
  const woken = addEvent(conversation, "woken", { type: "system" }, now);
  return { ...before, conversation: changed(woken, { snoozedUntil: undefined }) };
}
