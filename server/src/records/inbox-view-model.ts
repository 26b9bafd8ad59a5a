import type { InboxView } from "@chatloom/api-schema";
import mongoose from "mongoose";
import { defineCollection } from "../store/scoped-model.ts";

/** A filter of the inbox that members saved. */
export interface InboxViewFields {
  name: string;
  filter: InboxView["filter"];
  shared: boolean;
  /** Who made it. */
  memberId: string;
  createdAt: number;
}

/** The saved views of all workspaces. */
export const inboxViews = defineCollection<InboxViewFields>(
  "inboxViews",
  {
    name: String,
    filter: mongoose.Schema.Types.Mixed,
    shared: Boolean,
    memberId: String,
    createdAt: Number,
  },
  [[{ workspaceId: 1, createdAt: 1 }]],
);
