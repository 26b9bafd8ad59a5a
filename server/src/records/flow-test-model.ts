import type { ConversationTest } from "@chatloom/flows-schema";
import mongoose from "mongoose";
import { defineCollection, type Stored } from "../store/scoped-model.ts";

/** A conversation test of a flow. */
export interface FlowTestFields {
  flowId: mongoose.Types.ObjectId;
  /** The place among the tests of the flow. */
  order: number;
  test: ConversationTest;
  updatedAt: Date;
  updatedBy?: string;
}
export type FlowTestRecord = Stored<FlowTestFields>;

/** The conversation tests of all workspaces. */
export const flowTests = defineCollection<FlowTestFields>(
  "flowTests",
  {
    flowId: mongoose.Types.ObjectId,
    order: Number,
    test: mongoose.Schema.Types.Mixed,
    updatedAt: Date,
    updatedBy: String,
  },
  [[{ workspaceId: 1, flowId: 1, order: 1 }]],
);
