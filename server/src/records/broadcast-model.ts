import type { BroadcastPlan, SkipReason } from "@chatloom/api-schema";
import mongoose from "mongoose";
import { defineCollection, type ObjectId, type Stored } from "../store/scoped-model.ts";

/** A planned or sent broadcast. Moments are epoch milliseconds. */
export interface BroadcastFields {
  readonly plan: BroadcastPlan;
  /** Whether it is paused, scheduled or running follows from its job. */
  readonly state: "draft" | "sending" | "sent" | "stopped";
  readonly jobId?: ObjectId;
  readonly createdAt: number;
  readonly updatedAt: number;
}
export type StoredBroadcast = Stored<BroadcastFields>;

/** The broadcasts of all workspaces. */
export const broadcasts = defineCollection<BroadcastFields>(
  "broadcasts",
  {
    plan: mongoose.Schema.Types.Mixed,
    state: String,
    jobId: mongoose.Schema.Types.ObjectId,
    createdAt: Number,
    updatedAt: Number,
  },
  [[{ workspaceId: 1, createdAt: -1 }]],
);

/** A contact of a broadcast. Its id is `<broadcast>:<contact>`, so that nobody gets one twice. */
export interface RecipientFields {
  readonly broadcastId: string;
  readonly contactId: string;
  readonly conversationId?: string;
  /** Why the contact was left out. */
  readonly skipped?: SkipReason;
  /** Until then the contact waits for their own time, or for the end of quiet hours. Absent once they got it. */
  readonly dueAt?: number;
  /** The price of the messages that start at once, and how many have no price. */
  readonly cost?: number;
  readonly unpriced?: number;
  readonly at: number;
}

/** The contacts of all broadcasts. */
export const recipients = defineCollection<RecipientFields, string>(
  "broadcastRecipients",
  {
    _id: String,
    broadcastId: String,
    contactId: String,
    conversationId: String,
    skipped: String,
    dueAt: Number,
    cost: Number,
    unpriced: Number,
    at: Number,
  },
  [
    [{ workspaceId: 1, broadcastId: 1, skipped: 1, _id: 1 }],
    [{ workspaceId: 1, contactId: 1, at: -1 }],
    [{ workspaceId: 1, broadcastId: 1, dueAt: 1 }],
  ],
);
