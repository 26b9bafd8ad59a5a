import { defineCollection, type Stored } from "../store/scoped-model.ts";

/** The price of a model, in US dollars for a million tokens. */
export interface ModelPrice {
  readonly model: string;
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

/** The AI budgets and model prices of a workspace; one document each. */
export interface AiSettingsFields {
  tokensPerDay?: number;
  tokensPerMonth?: number;
  prices: ModelPrice[];
}
export type AiSettings = Stored<AiSettingsFields>;

/** The AI settings of a connection's workspaces. */
export const aiSettings = defineCollection<AiSettingsFields>(
  "aiSettings",
  {
    tokensPerDay: Number,
    tokensPerMonth: Number,
    prices: [Object],
  },
  [[{ workspaceId: 1 }, { unique: true }]],
);
