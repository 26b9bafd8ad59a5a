import type { Connection } from "mongoose";
import type { Pricing } from "../../domain/reports/message-costs.ts";
import { categoriesOfTemplates } from "../../records/categories-of-templates.ts";
import { readPriceTable } from "../../records/price-model.ts";
import { namedChannels } from "./named-channels.ts";

/** Reads what decides the prices of messages in a workspace, as of now. */
export async function readPricing(connection: Connection, workspaceId: string): Promise<Pricing> {
  const [{ currency, prices }, channels] = await Promise.all([
    readPriceTable(connection, workspaceId),
    namedChannels(connection, workspaceId),
  ]);
  const categories =
    prices.length === 0 ? new Map() : await categoriesOfTemplates(connection, workspaceId);
  return {
    currency,
    prices,
    types: new Map(channels.map((it) => [it.channelId, it.type])),
    categories,
  };
}
