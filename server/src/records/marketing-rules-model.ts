import type { MarketingRules } from "@chatloom/api-schema";
import mongoose, { type Connection } from "mongoose";
import { defineCollection, type ObjectId } from "../store/scoped-model.ts";

/** The rules of each workspace, which has at most one document. */
export const marketingRules = defineCollection<{ readonly rules: MarketingRules }>(
  "marketingRules",
  { rules: mongoose.Schema.Types.Mixed },
  [[{ workspaceId: 1 }, { unique: true }]],
);

/** Reads the rules of a workspace; no rules if none were set. */
export async function readRules(
  connection: Connection,
  workspaceId: string | ObjectId,
): Promise<MarketingRules> {
  return (await marketingRules(connection).in(workspaceId).findOne({}))?.rules ?? {};
}
