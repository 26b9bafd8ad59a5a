import { defineCollection } from "../store/scoped-model.ts";

/** The tokens and the cost of one call of a model. */
export interface AiUsageFields {
  at: Date;
  /** In the workspace's time zone: `2026-11-29`. */
  day: string;
  effectId: string;
  conversationId?: string;
  contactId?: string;
  /** Flow and node: `flowId/nodeId`. */
  step?: string;
  agentId?: string;
  agentVersion?: number;
  connectionId: string;
  model: string;
  input: number;
  output: number;
  cached: number;
  /** US dollars, by the workspace's price table at that moment. */
  cost: number;
  /** The seconds of speech, where the endpoint counts by time. */
  seconds?: number;
  /** How long the call took, with repeats, in milliseconds. */
  ms?: number;
  /** Why there was no answer. */
  problem?: string;
}

const keptSeconds = 400 * 86_400;

/** The calls of models of a connection's workspaces; they are kept for 400 days. */
export const aiUsage = defineCollection<AiUsageFields>(
  "aiUsage",
  {
    at: Date,
    day: String,
    effectId: String,
    conversationId: String,
    contactId: String,
    step: String,
    agentId: String,
    agentVersion: Number,
    connectionId: String,
    model: String,
    input: Number,
    output: Number,
    cached: Number,
    cost: Number,
    seconds: Number,
    ms: Number,
    problem: String,
  },
  [
    [{ workspaceId: 1, day: 1 }],
    [{ workspaceId: 1, conversationId: 1, at: 1 }],
    [{ at: 1 }, { expireAfterSeconds: keptSeconds }],
  ],
);
