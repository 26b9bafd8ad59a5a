import type { VariantShares } from "@chatloom/runtime";
import mongoose, { type Connection } from "mongoose";
import { defineCollection, type ObjectId } from "../store/scoped-model.ts";

/** The shares that an A/B test has learnt. The id is `flowId/nodeId`. */
export interface VariantShareFields {
  /** By the variant's id; they add up to 1. */
  readonly shares: VariantShares[string];
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The learnt shares of all workspaces. */
export const variantShares = defineCollection<VariantShareFields, string>(
  "variantShares",
  { _id: String, shares: mongoose.Schema.Types.Mixed, at: Number },
  [[{ workspaceId: 1 }]],
);

/** Loads the shares that the A/B tests of a workspace have learnt. */
export async function loadVariantShares(
  connection: Connection,
  workspaceId: string | ObjectId,
): Promise<VariantShares> {
  const found = await variantShares(connection).in(workspaceId).find({});
  return Object.fromEntries(found.map((it) => [it._id, it.shares]));
}
