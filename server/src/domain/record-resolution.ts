import type { HandoffOutcome } from "@chatloom/runtime";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import type { MessageAuthor } from "./message-doc.ts";
import type { Resolution } from "./resolution.ts";
import { addSideEffect } from "./settle-effects.ts";
import type { SurveyRules } from "./survey.ts";

/** How people ended a conversation. `after` has the event that says so as its newest message. */
interface Ending {
  readonly kind: Resolution["kind"];
  readonly author: MessageAuthor;
  readonly outcome?: HandoffOutcome | undefined;
  /** Of a resolution: what the contact is asked about it. */
  readonly surveys?: SurveyRules | undefined;
}

/** Keeps that people ended a conversation which they had, and plans the question to the contact. */
export function recordResolution(
  before: ConversationDoc,
  after: ConversationDoc,
  { kind, author, outcome, surveys }: Ending,
  now: number,
): ConversationDoc {
  const { handler, assigneeId, assigneeName, teamId } = before;
  if (handler !== "human" && !(handler === "waiting" && kind === "resolved")) {
    return after;
  }
  const actor = author.type === "member" ? author : undefined;
  const resolution: Resolution = {
    _id: `${before._id}:${after.sequence}`,
    conversationId: before._id,
    contactId: before.contactId,
    channelId: before.channelId,
    channelType: before.channelType,
    kind,
    memberId: assigneeId ?? actor?.id,
    memberName: assigneeId === undefined ? actor?.name : assigneeName,
    teamId,
    outcomeId: outcome?.id,
    outcomeLabel: outcome?.label,
    takenAt: before.takenAt,
    at: now,
  };
  const { _id: id } = resolution;
  const recorded = addSideEffect(after, { type: "recordResolution", id, resolution });
  return handler === "human" ? planSurvey(recorded, id, surveys?.(teamId), now) : recorded;
}

function planSurvey(
  conversation: ConversationDoc,
  resolutionId: string,
  terms: ReturnType<SurveyRules>,
  now: number,
): ConversationDoc {
  if (!terms) {
    return conversation;
  }
  const { delayMs, everyMs, channelIds, ...asked } = terms;
  const { survey, channelId } = conversation;
  const elsewhere = channelIds.length > 0 && !channelIds.includes(channelId);
  if (elsewhere || (survey?.askedAt !== undefined && now < survey.askedAt + everyMs)) {
    return conversation;
  }
  return changed(conversation, {
    survey: { resolutionId, state: "planned", terms: asked, dueAt: now + delayMs },
  });
}
