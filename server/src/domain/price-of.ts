import type { MessagePrice } from "@chatloom/api-schema";

/** The facts of a message that decide its price. An unknown country is empty. */
export type PricedMessage = Pick<MessagePrice, "channelType" | "country" | "category" | "template">;

const facts = ["category", "country", "template"] as const;

/** Returns the price of a message by the most specific entry of the table. Undefined if none fits. */
export function priceOf(
  prices: readonly MessagePrice[],
  message: PricedMessage,
): number | undefined {
  const fitting = prices.filter(
    (it) =>
      it.channelType === message.channelType &&
      facts.every((fact) => it[fact] === "" || it[fact] === message[fact]),
  );
  const [best] = fitting.sort((a, b) => weight(b) - weight(a));
  return best?.price;
}

/** A price for a template beats one for a country, which beats one for a category. */
function weight(price: MessagePrice): number {
  return facts.reduce((sum, fact, index) => sum + (price[fact] === "" ? 0 : 2 ** index), 0);
}
