import type { RetentionRules } from "@chatloom/api-schema";
import mongoose from "mongoose";
import { defineCollection, type Stored } from "../store/scoped-model.ts";

const { Mixed } = mongoose.Schema.Types;

/** The retention rules of a workspace, and when they run next (epoch milliseconds). */
export interface RetentionFields {
  readonly rules: RetentionRules;
  readonly nextAt: number;
}
export type StoredRetention = Stored<RetentionFields, string>;

/** The retention rules of all workspaces. The id is the workspace's. */
export const retentionRules = defineCollection<RetentionFields, string>(
  "retentionRules",
  { _id: String, rules: Mixed, nextAt: Number },
  [[{ nextAt: 1 }]],
);

/** The certificate of an erased contact. Its id is the job's. Moments are epoch milliseconds. */
export interface ErasureFields {
  readonly contactHash: string;
  readonly by: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly erased: Readonly<Record<string, number>>;
  readonly kept: readonly { readonly collection: string; readonly why: string }[];
}

/** The certificates of all workspaces. */
export const erasures = defineCollection<ErasureFields>(
  "erasures",
  {
    contactHash: String,
    by: String,
    startedAt: Number,
    endedAt: Number,
    erased: Mixed,
    kept: Mixed,
  },
  [[{ workspaceId: 1, endedAt: -1 }]],
);
