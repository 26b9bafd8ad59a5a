import type { ModelAbilities } from "../ai/model-endpoint.ts";
import { defineCollection, type Stored } from "../store/scoped-model.ts";

/** A connection of a workspace to an endpoint with language models. */
export interface AiConnectionFields {
  name: string;
  baseUrl: string;
  /** The key, encrypted and bound to the connection's id; absent for an endpoint that wants none. */
  secret?: string;
  /** The secret of the vault that is the key, in place of one of its own. */
  keySecret?: string;
  /** The model that is used where nothing names another. */
  model: string;
  /** The model for embeddings; absent where the endpoint has none. */
  embeddingModel?: string;
  /** The model for moderation; absent where the endpoint has none, or chooses it. */
  moderationModel?: string;
  /** The model that turns speech into text; absent where the endpoint has none. */
  transcriptionModel?: string;
  /** Whether pictures are sent, whatever the check found; absent: as it found. */
  pictures?: "always" | "never";
  /** The models that the endpoint listed last. */
  models: string[];
  abilities?: ModelAbilities;
  checkedAt?: Date;
  /** The code of why the last check failed. */
  problem?: string;
  createdAt: Date;
}
export type AiConnection = Stored<AiConnectionFields>;

/** The AI connections of a connection's workspaces. */
export const aiConnections = defineCollection<AiConnectionFields>(
  "aiConnections",
  {
    name: String,
    baseUrl: String,
    secret: String,
    keySecret: String,
    model: String,
    embeddingModel: String,
    moderationModel: String,
    transcriptionModel: String,
    pictures: String,
    models: [String],
    abilities: Object,
    checkedAt: Date,
    problem: String,
    createdAt: Date,
  },
  [[{ workspaceId: 1, createdAt: 1 }]],
);
