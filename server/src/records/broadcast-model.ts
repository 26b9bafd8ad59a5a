import type { BroadcastPlan, SkipReason } from "@chatloom/api-schema";
import mongoose from "mongoose";
import { defineCollection, type ObjectId, type Stored } from "../store/scoped-model.ts";

/** The choice among the variants of a broadcast; without a variant all of them go on. */
export interface Decision {
  readonly variant?: string;
  readonly how: "results" | "best" | "split" | "member";
  /** The name of the member who chose. */
  readonly by?: string;
  readonly at: number;
}

/** A planned or sent broadcast. Moments are epoch milliseconds. */
export interface BroadcastFields {
  readonly plan: BroadcastPlan;
  /** Whether it is paused, scheduled or running follows from its job. */
  readonly state: "draft" | "sending" | "sent" | "stopped";
  readonly jobId?: ObjectId;
  /** When the winner of the trial is chosen, once the trial went out. */
  readonly trialEndsAt?: number;
  /** No variant was clearly the best, and a member is to choose. */
  readonly undecided?: boolean;
  readonly decision?: Decision;
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
    trialEndsAt: Number,
    undecided: Boolean,
    decision: mongoose.Schema.Types.Mixed,
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
  /** The variant that the contact gets. */
  readonly variant?: string | undefined;
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
    variant: String,
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
