import type { MessagePrice, ReportFigures } from "@chatloom/api-schema";
import { priceOf } from "../price-of.ts";
import type { Counts } from "./counts.ts";
import { paidMessages } from "./paid-messages.ts";

type MessageCost = ReportFigures["messageCost"];

/** What decides the price of a message. */
export interface Pricing {
  /** ISO 4217. */
  readonly currency: string;
  readonly prices: readonly MessagePrice[];
  /** The types of the channels by id. */
  readonly types: ReadonlyMap<string, string>;
  /** The categories of approved templates by name. */
  readonly categories: ReadonlyMap<string, string>;
}

/** Returns what the messages of a sum cost by the price table. Messages of channels without any price are free. */
export function messageCost(counts: Counts, pricing: Pricing): MessageCost {
  const { currency, prices, types, categories } = pricing;
  const priced = new Set(prices.map((it) => it.channelType));
  let [amount, messages, unpriced] = [0, 0, 0];
  for (const { channelId, country, template, count } of paidMessages(counts)) {
    const channelType = types.get(channelId) ?? "";
    if (priced.has(channelType)) {
      const category = template === "" ? "service" : categories.get(template) || "marketing";
      const price = priceOf(prices, { channelType, country, category, template });
      amount += (price ?? 0) * count;
      messages += price === undefined ? 0 : count;
      unpriced += price === undefined ? count : 0;
    }
  }
  // The order of counts differs after a rebuild, and with it the last digits of a sum.
  return { currency, amount: Math.round(amount * 1e6) / 1e6, messages, unpriced };
}
