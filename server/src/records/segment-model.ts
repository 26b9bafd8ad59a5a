import type { Condition } from "@chatloom/flows-schema";
import mongoose from "mongoose";
import { defineCollection, type Stored } from "../store/scoped-model.ts";

/** A saved condition over contacts. Moments in epoch milliseconds. */
export interface SegmentFields {
  readonly name: string;
  readonly condition: Condition;
  /** Its size on the days on which somebody looked, the newest last. */
  readonly sizes: readonly SegmentSize[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** How many contacts a segment had. `atLeast`: counting ended early, so there were more. */
export interface SegmentSize {
  readonly at: number;
  readonly count: number;
  readonly atLeast?: true | undefined;
}
export type Segment = Stored<SegmentFields>;

/** All segments. */
export const segments = defineCollection<SegmentFields>(
  "segments",
  {
    name: String,
    condition: mongoose.Schema.Types.Mixed,
    sizes: [mongoose.Schema.Types.Mixed],
    createdAt: Number,
    updatedAt: Number,
  },
  [[{ workspaceId: 1, updatedAt: -1 }]],
);
