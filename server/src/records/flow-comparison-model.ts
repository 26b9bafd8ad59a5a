import type { FlowComparison } from "@chatloom/api-schema";
import type { Flow } from "@chatloom/flows-schema";
import mongoose from "mongoose";
import { defineCollection, type ObjectId, type Stored } from "../store/scoped-model.ts";

const { Mixed } = mongoose.Schema.Types;

/** The result of one conversation. `at` is when its run began, epoch milliseconds. */
export interface StoredResult {
  readonly state: FlowComparison["items"][number]["state"];
  readonly at: number;
}

/** A comparison of a draft with real conversations. What was said is not kept: it is played again for whoever looks. */
export interface FlowComparisonFields {
  readonly flowId: ObjectId;
  readonly revision: number;
  readonly draft: Flow;
  /** Newest first. */
  readonly conversationIds: readonly string[];
  /** By `c` and the conversation's index. */
  readonly results: Readonly<Record<string, StoredResult>>;
  readonly jobId: ObjectId;
  readonly by: string;
  readonly createdAt: number;
}
export type StoredComparison = Stored<FlowComparisonFields>;

/** The newest comparison of each flow. */
export const flowComparisons = defineCollection<FlowComparisonFields>(
  "flowComparisons",
  {
    flowId: mongoose.Types.ObjectId,
    revision: Number,
    draft: Mixed,
    conversationIds: [String],
    results: Mixed,
    jobId: mongoose.Types.ObjectId,
    by: String,
    createdAt: Number,
  },
  [[{ workspaceId: 1, flowId: 1 }]],
);
