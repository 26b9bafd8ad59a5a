import Type, { type Static } from "typebox";
import { conversationParams } from "./conversations.ts";
import { Optional } from "./optional.ts";
import { Reason } from "./reason.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id } from "./shapes.ts";

/** A draft for the agent; nothing is sent. Without `text`, `problem` says why. */
export const SuggestedReply = Exact({
  text: Optional(Type.String()),
  /** The documents of the knowledge that the draft rests on. */
  sources: Type.Array(Exact({ title: Type.String(), url: Optional(Type.String()) })),
  problem: Optional(Reason),
});
export type SuggestedReply = Static<typeof SuggestedReply>;

/** Translations in the order of the request; `id` names the message. Without all of them, `problem` says why. */
export const Translations = Exact({
  items: Type.Array(Exact({ id: Type.String(), text: Type.String() })),
  problem: Optional(Reason),
});
export type Translations = Static<typeof Translations>;

/** The most messages, and characters of a draft, that are translated at once. */
export const assistLimits = { messages: 50, draft: 4_000 } as const;

export const suggestReply = defineRoute({
  method: "post",
  path: "/conversations/:conversationId/suggest-reply",
  tag: "Conversations",
  access: "agent",
  audit: { none: "It changes nothing" },
  summary: "Draft a reply with the workspace's AI connection",
  params: conversationParams,
  reply: SuggestedReply,
});
export const translateMessages = defineRoute({
  method: "post",
  path: "/conversations/:conversationId/translate-messages",
  tag: "Conversations",
  access: "agent",
  audit: { none: "It changes nothing" },
  summary: "Translate messages into the agent's language",
  params: conversationParams,
  body: Exact({
    messageIds: Type.Array(Id, { minItems: 1, maxItems: assistLimits.messages, uniqueItems: true }),
    /** A language, as in BCP 47. */
    language: Type.String({ pattern: "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", maxLength: 35 }),
  }),
  reply: Translations,
});
export const translateDraft = defineRoute({
  method: "post",
  path: "/conversations/:conversationId/translate-draft",
  tag: "Conversations",
  access: "agent",
  audit: { none: "It changes nothing" },
  summary: "Translate a draft into the contact's language",
  params: conversationParams,
  body: Exact({ text: Type.String({ minLength: 1, maxLength: assistLimits.draft }) }),
  reply: Translations,
});
