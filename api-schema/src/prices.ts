import Type, { type Static } from "typebox";
import { defineRoute } from "./route.ts";
import { Exact } from "./shapes.ts";

/** The price of one message. An empty `country`, `category` or `template` stands for every one. */
export const MessagePrice = Exact({
  /** The type of the channel, such as `whatsapp`. */
  channelType: Type.String({ minLength: 1, maxLength: 40 }),
  /** ISO 3166, of the contact's phone number. */
  country: Type.String({ pattern: "^([A-Z]{2})?$" }),
  /** The category of the approved template in lower case, such as `marketing`; `service` for a message without a template. */
  category: Type.String({ maxLength: 40 }),
  /** The name of the approved template, for platforms that price each of them. */
  template: Type.String({ maxLength: 512 }),
  price: Type.Number({ minimum: 0, maximum: 1_000_000_000 }),
});
export type MessagePrice = Static<typeof MessagePrice>;

/** The prices of messages. The most specific price counts: by template, then country, then category. */
export const PriceTable = Exact({
  /** ISO 4217. */
  currency: Type.String({ pattern: "^[A-Z]{3}$" }),
  prices: Type.Array(MessagePrice, { maxItems: 2_000 }),
});
export type PriceTable = Static<typeof PriceTable>;

const common = { tag: "Audience", path: "/prices" } as const;

export const readPrices = defineRoute({
  ...common,
  method: "get",
  access: "viewer",
  permission: "workspace.read",
  summary: "Read what messages cost",
  reply: PriceTable,
});
export const updatePrices = defineRoute({
  ...common,
  method: "put",
  access: "admin",
  permission: "broadcasts.rules",
  audit: "prices.changed",
  summary: "Set what messages cost",
  body: PriceTable,
  reply: PriceTable,
  errors: ["prices.repeated"],
});
