import type { Flow, OtherFlow } from "@chatloom/flows-schema";
import mongoose from "mongoose";
import { defineCollection, type Stored } from "../store/scoped-model.ts";

const { Mixed } = mongoose.Schema.Types;

/** The facts about a flow that other flows need, without its id, name and state. */
export type Outline = Omit<OtherFlow, "id" | "name" | "active">;

/** A version that a share of the conversations gets first. */
export interface Canary {
  readonly version: number;
  /** Percent of the conversations that begin the flow. */
  readonly share: number;
  /** The revision that it was made of. */
  readonly revision: number;
  readonly outline: Outline;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly by: string;
}

/** A flow: one draft, and the number of its newest published version. */
export interface FlowFields {
  name: string;
  /** The folder in the list; empty or absent: none. */
  folder?: string;
  /** Ids of labels. */
  labelIds?: string[];
  active: boolean;
  draft: Flow;
  /** Increases with every save; a save must name the revision it is based on. */
  draftRevision: number;
  /** The revision that the newest version was made of. */
  publishedRevision?: number;
  /** The newest published version. */
  version?: number;
  canary?: Canary;
  /** The newest version that was ever answered with; absent: `version`. */
  newestUsed?: number;
  /** The last version number given out; versions are never numbered twice. */
  lastVersion: number;
  /** Increases with every write, so that copies that arrive out of order can be compared. */
  changes: number;
  nodeCount: number;
  triggers: { type: string; summary: string }[];
  draftOutline: Outline;
  publishedOutline?: Outline;
  createdAt: Date;
  updatedAt: Date;
  updatedBy?: string;
}
export type FlowRecord = Stored<FlowFields>;
/** Everything but the draft, which may be large. */
export type FlowHead = Omit<FlowRecord, "draft">;
/** The projection that leaves the draft out. */
export const headOnly = { draft: 0 } as const;

/** The flows of a connection's workspaces. */
export const flows = defineCollection<FlowFields>(
  "flows",
  {
    name: String,
    folder: String,
    labelIds: [String],
    active: Boolean,
    draft: Mixed,
    draftRevision: Number,
    publishedRevision: Number,
    version: Number,
    canary: Mixed,
    newestUsed: Number,
    lastVersion: Number,
    changes: Number,
    nodeCount: Number,
    triggers: [{ _id: false, type: { type: String }, summary: String }],
    draftOutline: Mixed,
    publishedOutline: Mixed,
    createdAt: Date,
    updatedAt: Date,
    updatedBy: String,
  },
  [[{ workspaceId: 1, updatedAt: -1 }]],
);

/** A published version. It never changes. */
export interface FlowVersionFields {
  flowId: mongoose.Types.ObjectId;
  version: number;
  flow: Flow;
  note: string;
  publishedAt: Date;
  publishedBy?: string;
}
export type FlowVersion = Stored<FlowVersionFields>;

/** The published versions of a connection's workspaces. */
export const flowVersions = defineCollection<FlowVersionFields>(
  "flowVersions",
  {
    flowId: mongoose.Types.ObjectId,
    version: Number,
    flow: Mixed,
    note: String,
    publishedAt: Date,
    publishedBy: String,
  },
  [[{ workspaceId: 1, flowId: 1, version: -1 }, { unique: true }]],
);
