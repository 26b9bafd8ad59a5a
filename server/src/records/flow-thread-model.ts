import mongoose from "mongoose";
import { defineCollection, type ObjectId, type Stored } from "../store/scoped-model.ts";

/** A comment on a step. Moments are epoch milliseconds. */
export interface StoredComment {
  readonly id: string;
  readonly memberId: string;
  readonly by: string;
  readonly text: string;
  readonly mentions: readonly string[];
  readonly at: number;
  readonly editedAt?: number | undefined;
}

/** The comments on a step of a flow. */
export interface FlowThreadFields {
  readonly flowId: ObjectId;
  readonly nodeId: string;
  readonly step: { readonly type: string; readonly summary: string };
  readonly resolved: boolean;
  readonly resolvedBy?: string | undefined;
  readonly comments: readonly StoredComment[];
  /** The members that are mentioned and have not read it. */
  readonly unread: readonly string[];
  readonly updatedAt: number;
  /** Goes up with each change. */
  readonly version: number;
}
export type StoredThread = Stored<FlowThreadFields>;

/** The comments of all workspaces. */
export const flowThreads = defineCollection<FlowThreadFields>(
  "flowThreads",
  {
    flowId: mongoose.Types.ObjectId,
    nodeId: String,
    step: mongoose.Schema.Types.Mixed,
    resolved: Boolean,
    resolvedBy: String,
    comments: [mongoose.Schema.Types.Mixed],
    unread: [String],
    updatedAt: Number,
    version: Number,
  },
  [[{ workspaceId: 1, flowId: 1, nodeId: 1 }, { unique: true }], [{ workspaceId: 1, unread: 1 }]],
);
