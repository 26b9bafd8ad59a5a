import { botMayAct, consentWord, matchKeywordOf } from "@chatloom/runtime";
import { addEvent } from "./add-event.ts";
import { noteResult } from "./ask-survey.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import { readRating } from "./read-rating.ts";
import { sayAsBot } from "./say-as-bot.ts";
import { readRatingPayload, type Survey } from "./survey.ts";
import type { TurnContext } from "./turn-draft.ts";
import type { ContactEvent } from "./with-link.ts";

/** The result for a message while a survey may be open. */
interface Received {
  readonly conversation: ConversationDoc;
  /** Whether the message belongs to the survey, so that no flow answers it. */
  readonly answered: boolean;
}

const commentMs = 3_600_000;
const mostComment = 2_000;

/**
 * Takes a rating or a comment out of what the contact said. `before` is the conversation without the message, `received` the one with it.
 * An answer opens nothing again. Anything else closes the survey for what is typed later, and is left to the flows.
 */
export function receiveSurveyAnswer(
  before: ConversationDoc,
  received: ConversationDoc,
  event: ContactEvent,
  turnContext: TurnContext,
): Received {
  const { survey } = before;
  const { now } = turnContext;
  const { resolved, handler, unread, snoozedUntil } = before;
  const unchanged = () => changed(received, { resolved, handler, unread, snoozedUntil });
  const open = survey?.until !== undefined && now < survey.until;
  const tapped = event.kind === "postback" ? readRatingPayload(event.payload) : undefined;
  if (tapped) {
    const counts = open && survey.resolutionId === tapped.resolutionId;
    const conversation = unchanged();
    return {
      answered: true,
      conversation: counts ? rate(conversation, survey, tapped.rating, turnContext) : conversation,
    };
  }
  const listening = survey?.state === "asked" || survey?.state === "commenting";
  if (!survey || !listening || !isSaid(event)) {
    return { conversation: received, answered: false };
  }
  const text = textOf(event);
  const listens = open && botMayAct(before) && before.run === undefined;
  if (listens && text !== undefined && survey.state === "asked") {
    const rating = readRating(text, survey.terms.scale);
    if (rating !== undefined) {
      return { answered: true, conversation: rate(unchanged(), survey, rating, turnContext) };
    }
  }
  if (listens && text !== undefined && survey.state === "commenting") {
    if (isComment(text, turnContext)) {
      return { answered: true, conversation: comment(unchanged(), survey, text, turnContext) };
    }
  }
  const closed = changed(received, { survey: { ...survey, state: "closed" } });
  return { conversation: closed, answered: false };
}

/** Whether the contact said something; a comment in public or an arrival by a link is nothing said to us. */
function isSaid(event: ContactEvent): boolean {
  return event.kind === "postback" || (event.kind === "message" && !event.quiet && !event.comment);
}

function textOf(event: ContactEvent): string | undefined {
  if (event.kind === "postback") {
    return event.label;
  }
  return event.kind === "message" && event.content.kind === "text" ? event.content.text : undefined;
}

/** A word of consent or the keyword of a flow is no comment. */
function isComment(text: string, { programs, channel, abilities }: TurnContext): boolean {
  if (text.trim() === "" || consentWord(text)) {
    return false;
  }
  const input = { type: "message", messageId: "", content: { kind: "text", text } } as const;
  const context = { channel: { ...channel, abilities }, firstContact: false };
  return matchKeywordOf(programs.active, input, context) === undefined;
}

function rate(
  conversation: ConversationDoc,
  survey: Survey,
  rating: number,
  turnContext: TurnContext,
): ConversationDoc {
  if (rating === survey.rating) {
    return conversation;
  }
  const { now } = turnContext;
  const { scale, commentQuestion, thanks } = survey.terms;
  const { contactId: id, contactName: name } = conversation;
  const words = scale === "five" ? `${rating}/5` : rating === 5 ? "👍" : "👎";
  const rated = noteResult(
    addEvent(conversation, "rated", { type: "contact", id, name }, now, words),
    survey,
    { scale, rating, answeredAt: now },
  );
  // A second tap corrects the first. Beside people the bot says nothing.
  const first = survey.rating === undefined && botMayAct(conversation);
  const asks = first && commentQuestion !== undefined;
  const next = changed(rated, {
    survey: {
      ...survey,
      rating,
      state: asks ? "commenting" : first ? "closed" : survey.state,
      until: asks ? now + commentMs : survey.until,
    },
  });
  const text = asks ? commentQuestion : first ? thanks : undefined;
  return say(next, survey, asks ? "comment" : "thanks", text, turnContext);
}

function comment(
  conversation: ConversationDoc,
  survey: Survey,
  text: string,
  turnContext: TurnContext,
): ConversationDoc {
  const kept = noteResult(conversation, survey, {
    comment: text.trim().slice(0, mostComment),
    answeredAt: turnContext.now,
  });
  const closed = changed(kept, { survey: { ...survey, state: "closed" } });
  return say(closed, survey, "thanks", survey.terms.thanks, turnContext);
}

function say(
  conversation: ConversationDoc,
  { resolutionId }: Survey,
  what: "comment" | "thanks",
  text: string | undefined,
  turnContext: TurnContext,
): ConversationDoc {
  return text === undefined
    ? conversation
    : sayAsBot(conversation, turnContext, {
        id: `survey:${resolutionId}:${what}`,
        content: { kind: "text", text },
      });
}
