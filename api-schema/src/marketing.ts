import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact } from "./shapes.ts";

const TimeOfDay = Type.String({ pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$" });

/** The rules for all marketing of a workspace. */
export const MarketingRules = Exact({
  /** No broadcast reaches a contact between these times of the contact's time zone. `from` may be later than `to`. */
  quietHours: Optional(Exact({ from: TimeOfDay, to: TimeOfDay })),
  /** The most broadcasts that a contact gets within seven days. */
  mostPerWeek: Optional(Type.Integer({ minimum: 1, maximum: 100 })),
});
export type MarketingRules = Static<typeof MarketingRules>;

const common = { tag: "Audience", path: "/marketing-rules" } as const;

export const readMarketingRules = defineRoute({
  ...common,
  method: "get",
  access: "viewer",
  permission: "workspace.read",
  summary: "Read the rules for marketing",
  reply: MarketingRules,
});
export const updateMarketingRules = defineRoute({
  ...common,
  method: "put",
  access: "admin",
  permission: "broadcasts.rules",
  audit: "marketing.changed",
  summary: "Set the rules for marketing",
  body: MarketingRules,
  reply: MarketingRules,
});
