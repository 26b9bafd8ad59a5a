import { type ConsentWord, consentWord, matchStopWord } from "@chatloom/runtime";
import { updateMessage } from "./apply-outcome.ts";
import { consentOn } from "./consent.ts";
import type { ConsentEntry } from "./consent-entry.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import { entryMessages } from "./entry-messages.ts";
import { noRun } from "./no-run.ts";
import type { OutboxEntry } from "./outbox-entry.ts";
import { sayAsBot } from "./say-as-bot.ts";
import { addSideEffect } from "./settle-effects.ts";
import type { TurnContext, TurnDraft } from "./turn-draft.ts";

/** The result for a message that may be a word of consent. */
interface Received {
  readonly draft: TurnDraft;
  /** Whether the word is answered, so that no flow answers it. */
  readonly answered: boolean;
}

const stopped: Readonly<Record<ConsentWord["language"], string>> = {
  en: "You will get no more offers from us. Write START to get them again.",
  vi: "Bạn sẽ không nhận thêm tin quảng bá từ chúng tôi. Nhắn BAT DAU để nhận lại.",
  bn: "আপনি আর প্রচারমূলক বার্তা পাবেন না। আবার পেতে START লিখুন।",
};
const started: Readonly<Record<ConsentWord["language"], string>> = {
  en: "You will get our offers again. Write STOP at any time to end them.",
  vi: "Bạn sẽ nhận lại tin quảng bá của chúng tôi. Nhắn HUY bất cứ lúc nào để dừng.",
  bn: "আপনি আবার আমাদের বার্তা পাবেন। বন্ধ করতে STOP লিখুন।",
};
const withdrawn = {
  code: "consent.withdrawn",
  message: "The contact does not want marketing messages",
};

/**
 * Acts on a stop or start word before any flow does: records it, ends the run and what a campaign still wanted to send, and confirms once.
 * A flow with a stop word of its own answers itself. A word that changes nothing is left to the flows.
 */
export function receiveConsentWord(
  before: TurnDraft,
  turnContext: TurnContext,
  {
    id,
    at,
    text,
    messageId,
  }: {
    readonly id: string;
    readonly at: number;
    readonly text: string;
    readonly messageId: string;
  },
): Received {
  const word = consentWord(text);
  const { conversation, contact } = before;
  const { channelId } = conversation;
  const known = consentOn(contact, "marketing", channelId);
  const changes = word?.asks === "stop" ? known !== "withdrawn" : known === "withdrawn";
  if (!word || !changes) {
    return { draft: before, answered: false };
  }
  const state = word.asks === "stop" ? "withdrawn" : "given";
  const entry: ConsentEntry = {
    _id: `keyword:${id}`,
    contactId: conversation.contactId,
    channelId,
    purpose: "marketing",
    state,
    at,
    source: "keyword",
    wording: text.slice(0, 200),
    by: contact.name.slice(0, 200),
  };
  const consent = { ...contact.consent, [`marketing:${channelId}`]: { state, at } } as const;
  const recorded = addSideEffect(conversation, { type: "recordConsent", id: entry._id, entry });
  const draft: TurnDraft = {
    ...before,
    conversation: word.asks === "stop" ? withoutCampaign(recorded) : recorded,
    contact: { ...contact, consent, optedIn: state === "given" },
  };
  const { active } = turnContext.programs;
  const { channel, abilities } = turnContext;
  const ownWord = matchStopWord(
    active,
    { type: "message", messageId, content: { kind: "text", text } },
    { channel: { ...channel, abilities }, firstContact: false },
  );
  if (ownWord) {
    return { draft, answered: false };
  }
  const texts = word.asks === "stop" ? stopped : started;
  const confirmed = sayAsBot(draft.conversation, turnContext, {
    id: `${id}:consent`,
    content: { kind: "text", text: texts[word.language] },
  });
  return { draft: { ...draft, conversation: confirmed }, answered: true };
}

/** Ends the run, and takes out of the outbox what a campaign has not begun to send. */
function withoutCampaign(conversation: ConversationDoc): ConversationDoc {
  const goes = (it: OutboxEntry) =>
    it.kind !== "message" || !it.campaign || it.state === "sending" || it.begun === true;
  const dropped = conversation.outbox.filter((it) => !goes(it));
  let next = changed(conversation, {
    outbox: conversation.outbox.filter(goes),
    ...noRun,
    marketing: undefined,
  });
  for (const entry of dropped) {
    for (const { messageId } of entry.kind === "message" ? entryMessages(entry) : []) {
      next = updateMessage(next, messageId, { delivery: "failed", failure: withdrawn });
    }
  }
  return next;
}
