import type { Reason } from "@chatloom/api-schema";
import mongoose from "mongoose";
import { defineCollection } from "../store/scoped-model.ts";

/** One time that an alert's cause occurred. */
export interface AlertOccurrence {
  readonly conversationId?: string | undefined;
  readonly message: string;
  readonly reason?: Reason;
  readonly at: number;
}

/** An item for members to check: a notification that a flow sent, or an error. The same error within a day is one alert with a count. */
export interface AlertFields {
  /** The key of an alert: occurrences with the same key count as one. Unique in the workspace. */
  readonly same: string;
  readonly code: string;
  readonly message: string;
  readonly conversationId?: string | undefined;
  readonly flowId?: string;
  readonly channelId?: string;
  readonly count: number;
  /** The newest of them, oldest first. */
  readonly occurrences?: readonly AlertOccurrence[];
  /** Counts every write, so that a reader knows which of two copies is newer. */
  readonly version?: number;
  readonly at: number;
  readonly seen: boolean;
}

/** How many occurrences an alert keeps. */
export const mostOccurrences = 50;

/** All alerts. */
export const alerts = defineCollection<AlertFields>(
  "alerts",
  {
    same: String,
    code: String,
    message: String,
    conversationId: String,
    flowId: String,
    channelId: String,
    count: Number,
    occurrences: [
      {
        _id: false,
        conversationId: String,
        message: String,
        reason: mongoose.Schema.Types.Mixed,
        at: Number,
      },
    ],
    version: Number,
    at: Number,
    seen: Boolean,
  },
  [
    [{ workspaceId: 1, same: 1 }, { unique: true }],
    [{ workspaceId: 1, at: -1 }],
    [{ workspaceId: 1, seen: 1 }, { partialFilterExpression: { seen: false } }],
  ],
);
