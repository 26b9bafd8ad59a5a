import type { PriceTable } from "@chatloom/api-schema";
import mongoose, { type Connection } from "mongoose";
import { defineCollection, type ObjectId } from "../store/scoped-model.ts";

/** The price table of each workspace, which has at most one. */
export const priceTables = defineCollection<PriceTable>(
  "priceTables",
  { currency: String, prices: mongoose.Schema.Types.Mixed },
  [[{ workspaceId: 1 }, { unique: true }]],
);

/** Reads the price table of a workspace; an empty one if none was set. */
export async function readPriceTable(
  connection: Connection,
  workspaceId: string | ObjectId,
): Promise<PriceTable> {
  const { currency = "USD", prices = [] } =
    (await priceTables(connection).in(workspaceId).findOne({})) ?? {};
  return { currency, prices: [...prices] };
}
