import type { AiAgentSpec } from "@chatloom/flows-schema";
import mongoose from "mongoose";
import { defineCollection, type Stored } from "../store/scoped-model.ts";

const { Mixed } = mongoose.Schema.Types;

/** An AI agent: one draft, and the number of its newest published version. */
export interface AiAgentFields {
  name: string;
  active: boolean;
  draft: AiAgentSpec;
  /** Increases with every save; a save must name the revision it is based on. */
  draftRevision: number;
  publishedRevision?: number;
  /** The newest published version. */
  version?: number;
  /** Whether that version answers on its own. */
  answersAlone?: boolean;
  /** The last version number given out; versions are never numbered twice. */
  lastVersion: number;
  createdAt: Date;
  updatedAt: Date;
}
export type AiAgentRecord = Stored<AiAgentFields>;

/** The AI agents of a connection's workspaces. */
export const aiAgents = defineCollection<AiAgentFields>(
  "aiAgents",
  {
    name: String,
    active: Boolean,
    draft: Mixed,
    draftRevision: Number,
    publishedRevision: Number,
    version: Number,
    answersAlone: Boolean,
    lastVersion: Number,
    createdAt: Date,
    updatedAt: Date,
  },
  [[{ workspaceId: 1, updatedAt: -1 }]],
);

/** A published version. It never changes. */
export interface AiAgentVersionFields {
  agentId: mongoose.Types.ObjectId;
  version: number;
  name: string;
  spec: AiAgentSpec;
  publishedAt: Date;
  publishedBy: string;
}

/** The published versions of AI agents. */
export const aiAgentVersions = defineCollection<AiAgentVersionFields>(
  "aiAgentVersions",
  {
    agentId: mongoose.Types.ObjectId,
    version: Number,
    name: String,
    spec: Mixed,
    publishedAt: Date,
    publishedBy: String,
  },
  [[{ workspaceId: 1, agentId: 1, version: -1 }, { unique: true }]],
);
