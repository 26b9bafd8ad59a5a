import { routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { invalidAt } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { marketingRules, readRules } from "../../records/marketing-rules-model.ts";
import { priceTables, readPriceTable } from "../../records/price-model.ts";

/** Adds the routes of the price table and of the rules for marketing. */
export function marketingRoutes(api: Router, { connection }: ServerContext): void {
  answer(api, routes.prices.readPrices, ({ workspaceId }) =>
    readPriceTable(connection, workspaceId),
  );
  answer(api, routes.prices.updatePrices, async ({ workspaceId, body }) => {
    const seen = new Set<string>();
    for (const [index, it] of body.prices.entries()) {
      const key = JSON.stringify([it.channelType, it.country, it.category, it.template]);
      if (seen.has(key)) {
        const at = `/prices/${index}`;
        const message = "must not repeat an earlier price";
        throw invalidAt("prices.repeated", { at, message });
      }
      seen.add(key);
    }
    await priceTables(connection).in(workspaceId).updateOne({}, { $set: body }, { upsert: true });
    return body;
  });
  answer(api, routes.marketing.readMarketingRules, ({ workspaceId }) =>
    readRules(connection, workspaceId),
  );
  answer(api, routes.marketing.updateMarketingRules, async ({ workspaceId, body }) => {
    await marketingRules(connection)
      .in(workspaceId)
      .updateOne({}, { $set: { rules: body } }, { upsert: true });
    return body;
  });
}
