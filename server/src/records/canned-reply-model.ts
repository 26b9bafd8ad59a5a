import type { CannedFile } from "@chatloom/api-schema";
import mongoose from "mongoose";
import { defineCollection } from "../store/scoped-model.ts";

/** A reply that agents prepared. */
export interface CannedReplyFields {
  shortcut: string;
  /** The shortcut as it is compared. */
  key: string;
  text: string;
  files: readonly CannedFile[];
  updatedAt: number;
}

/** The canned replies of all workspaces. */
export const cannedReplies = defineCollection<CannedReplyFields>(
  "cannedReplies",
  {
    shortcut: String,
    key: String,
    text: String,
    files: [mongoose.Schema.Types.Mixed],
    updatedAt: Number,
  },
  [[{ workspaceId: 1, key: 1 }, { unique: true }]],
);
