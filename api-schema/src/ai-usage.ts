import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact } from "./shapes.ts";

const Tokens = Type.Integer({ minimum: 100, maximum: 1_000_000_000_000 });
const Dollars = Type.Number({ minimum: 0, maximum: 100_000 });

/** The AI budgets of a workspace, and model prices in US dollars for a million tokens. */
export const AiSettings = Exact({
  tokensPerDay: Optional(Tokens),
  tokensPerMonth: Optional(Tokens),
  prices: Type.Array(
    Exact({
      /** A model's name, or the beginning of names with `*` at the end. */
      model: Type.String({ minLength: 1, maxLength: 200 }),
      input: Dollars,
      cached: Dollars,
      output: Dollars,
      /** For a minute of speech, where the endpoint counts by time. */
      minute: Optional(Dollars),
    }),
    { maxItems: 200 },
  ),
});
export type AiSettings = Static<typeof AiSettings>;

export const usageGroups = ["day", "agent", "model", "step", "conversation"] as const;

export const readAiSettings = defineRoute({
  method: "get",
  path: "/ai/settings",
  tag: "AI",
  access: "viewer",
  summary: "Read the budgets and prices of AI",
  reply: AiSettings,
});
export const saveAiSettings = defineRoute({
  method: "put",
  path: "/ai/settings",
  tag: "AI",
  access: "admin",
  audit: "aiSettings.changed",
  summary: "Set the budgets and prices of AI",
  body: AiSettings,
  reply: AiSettings,
});
/** How texts are checked that AI steps without an agent read and write, unless the step says otherwise. */
export const AiModeration = Type.Union([
  Exact({ moderation: Type.Enum(["off", "endpoint"], { type: "string" }) }),
  Exact({
    moderation: Type.Literal("wordList"),
    /** Whole words or phrases. */
    blockedWords: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
      minItems: 1,
      maxItems: 50,
    }),
  }),
]);
export type AiModeration = Static<typeof AiModeration>;

export const readAiModeration = defineRoute({
  method: "get",
  path: "/ai/moderation",
  tag: "AI",
  access: "viewer",
  summary: "Read the moderation of AI steps without an agent",
  reply: AiModeration,
});
export const saveAiModeration = defineRoute({
  method: "put",
  path: "/ai/moderation",
  tag: "AI",
  access: "admin",
  audit: "aiSettings.changed",
  summary: "Set the moderation of AI steps without an agent",
  body: AiModeration,
  reply: AiModeration,
});
export const readAiUsage = defineRoute({
  method: "get",
  path: "/ai/usage",
  tag: "AI",
  access: "viewer",
  summary: "Read what AI used and cost in the last days",
  query: Type.Object({
    by: Type.Enum([...usageGroups], { type: "string" }),
    days: Optional(Type.Integer({ minimum: 1, maximum: 366, default: 30 })),
  }),
  reply: Exact({
    /** The most expensive first; days in their order. At most 500. */
    items: Type.Array(
      Exact({
        key: Type.String(),
        /** The agent's name, where there is one. */
        name: Optional(Type.String()),
        calls: Type.Integer(),
        failed: Type.Integer(),
        input: Type.Integer(),
        cached: Type.Integer(),
        output: Type.Integer(),
        /** US dollars, by the prices at the time of each call. */
        cost: Type.Number(),
      }),
    ),
  }),
});
