import { defineCollection, type Stored } from "../store/scoped-model.ts";

/** The price of a model, in US dollars for a million tokens, or for a minute of speech. */
export interface ModelPrice {
  readonly model: string;
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  readonly minute?: number | undefined;
}

/** The AI budgets, model prices and moderation of a workspace; one document each. */
export interface AiSettingsFields {
  tokensPerDay?: number;
  tokensPerMonth?: number;
  prices: ModelPrice[];
  /** Of steps without an agent; absent: off. */
  moderation?: "off" | "wordList" | "endpoint";
  blockedWords?: string[];
}
export type AiSettings = Stored<AiSettingsFields>;

/** The AI settings of a connection's workspaces. */
export const aiSettings = defineCollection<AiSettingsFields>(
  "aiSettings",
  {
    tokensPerDay: Number,
    tokensPerMonth: Number,
    prices: [Object],
    moderation: String,
    // Without a default: mongoose would add an empty list.
    blockedWords: { type: [String], default: undefined },
  },
  [[{ workspaceId: 1 }, { unique: true }]],
);
