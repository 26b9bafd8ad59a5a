import type { Abilities, MessageContent } from "@chatloom/flows-schema";
import { botMayAct, fitToChannel } from "@chatloom/runtime";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import type { SurveyResult } from "./resolution.ts";
import { sayAsBot } from "./say-as-bot.ts";
import { sendWindow } from "./send-window.ts";
import { addSideEffect } from "./settle-effects.ts";
import { ratingPayload, type Survey } from "./survey.ts";
import type { TurnContext, TurnDraft } from "./turn-draft.ts";

/** How long after the question answers count. */
const answersMs = 48 * 3_600_000;

/** When a planned survey is asked; undefined: none is planned. */
export function surveyDue({ survey }: ConversationDoc): number | undefined {
  return survey?.state === "planned" ? survey.dueAt : undefined;
}

/** Asks a planned survey whose moment has come, or notes why it is not asked. */
export function askSurvey({ conversation, contact }: TurnDraft, turnContext: TurnContext) {
  const { survey } = conversation;
  const due = surveyDue(conversation);
  const { now } = turnContext;
  if (!survey || due === undefined || due > now) {
    return conversation;
  }
  const { scale } = survey.terms;
  const skipped = skipReason(conversation, contact.blocked, turnContext);
  if (skipped) {
    const closed = changed(conversation, { survey: { ...survey, state: "closed" } });
    return noteResult(closed, survey, { scale, skipped });
  }
  const asked = changed(conversation, {
    survey: { ...survey, state: "asked", askedAt: now, until: now + answersMs },
  });
  const said = questionOf(survey, turnContext.abilities).reduce(
    (state, content, index) =>
      sayAsBot(state, turnContext, {
        id: `survey:${survey.resolutionId}:${index}`,
        content,
        campaign: true,
      }),
    asked,
  );
  return noteResult(said, survey, { scale, askedAt: now });
}

/** Keeps with the resolution what became of its survey. */
export function noteResult(
  conversation: ConversationDoc,
  { resolutionId }: Survey,
  result: SurveyResult,
): ConversationDoc {
  const id = `${resolutionId}:${conversation.sequence}:${Object.keys(result).join()}`;
  return addSideEffect(conversation, { type: "recordSurvey", id, resolutionId, result });
}

function skipReason(
  conversation: ConversationDoc,
  blocked: boolean | undefined,
  { abilities, now }: TurnContext,
): SurveyResult["skipped"] {
  if (blocked || !conversation.reachable) {
    return "unreachable";
  }
  if (!botMayAct(conversation) || conversation.run !== undefined) {
    return "busy";
  }
  const { open, billedFrom } = sendWindow(conversation, abilities, now);
  return open && (billedFrom === undefined || now < billedFrom) ? undefined : "window";
}

const labels = {
  five: [5, 4, 3, 2, 1].map((rating) => ({ rating, label: `${rating} ★` })),
  thumbs: [
    { rating: 5, label: "👍" },
    { rating: 1, label: "👎" },
  ],
} as const;
const typed = { five: "1 – 2 – 3 – 4 – 5", thumbs: "👍 / 👎" } as const;

/** The question with its answers to tap; where the channel has nothing to tap, with what to type. */
function questionOf(survey: Survey, abilities: Abilities): readonly MessageContent[] {
  const { question, scale } = survey.terms;
  const replies = labels[scale].map(({ rating, label }) => ({
    label,
    payload: ratingPayload(survey, rating),
  }));
  const fitted = fitToChannel({ kind: "text", text: question, replies }, abilities);
  const tappable = fitted.some((it) => it.kind !== "text" || it.replies !== undefined);
  return tappable
    ? fitted
    : fitToChannel({ kind: "text", text: `${question}\n\n${typed[scale]}` }, abilities);
}
