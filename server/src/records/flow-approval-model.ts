import mongoose from "mongoose";
import { defineCollection, type ObjectId, type Stored } from "../store/scoped-model.ts";

/** A request to publish a draft. It counts as long as the draft has its revision. Moments are epoch milliseconds. */
export interface FlowApprovalFields {
  readonly flowId: ObjectId;
  readonly revision: number;
  readonly note: string;
  /** Who asked: the name, and the account behind a person or a token. */
  readonly by: string;
  readonly accountId: string;
  readonly askedAt: number;
  readonly state: "waiting" | "approved" | "declined";
  readonly decidedBy?: string | undefined;
  readonly decidedAt?: number | undefined;
  readonly comment?: string | undefined;
}
export type StoredApproval = Stored<FlowApprovalFields>;

/** The requests of all workspaces. */
export const flowApprovals = defineCollection<FlowApprovalFields>(
  "flowApprovals",
  {
    flowId: mongoose.Types.ObjectId,
    revision: Number,
    note: String,
    by: String,
    accountId: String,
    askedAt: Number,
    state: String,
    decidedBy: String,
    decidedAt: Number,
    comment: String,
  },
  [[{ workspaceId: 1, flowId: 1, askedAt: -1 }], [{ workspaceId: 1, state: 1 }]],
);
