import Type, { type Static } from "typebox";
import { Fields, OneOf, PartId } from "./fields.ts";
import { Hours } from "./flow.ts";

/** How many rules a workspace may have. */
export const mostRoutingRules = 50;

const Words = (maxLength: number) =>
  Type.Array(Type.String({ minLength: 1, maxLength }), { maxItems: 50 });

/** The conditions of a rule about a message. It holds where everything it names fits; an empty list fits everyone. */
export const ruleConditions = {
  /** Ids of connected channels. */
  channelIds: Words(64),
  /** BCP 47; one without a region stands for all of them. */
  languages: Words(35),
  /** Whole words of the message, without regard to letter case and accents. */
  keywords: Words(100),
  /** One of the contact's tags. */
  tags: Words(100),
  time: OneOf(["any", "within", "outside"]),
  /** In the workspace's time zone. */
  hours: Type.Array(Hours, { maxItems: 50 }),
};
const RuleConditions = Fields(ruleConditions);
export type RuleConditions = Static<typeof RuleConditions>;

/** Returns conditions that fit every message. */
export function noConditions(): RuleConditions {
  return { channelIds: [], languages: [], keywords: [], tags: [], time: "any", hours: [] };
}

/**
 * CONTRACT. Who answers a message that no step waits for. A rule holds where everything it names fits; an empty list fits everyone.
 * The first rule that holds decides, before the triggers of flows.
 *
 * @example
 * { id: "night", name: "Night", active: true, channelIds: [], languages: [], keywords: [], tags: [],
 *   time: "outside", hours: [{ weekday: 1, from: "09:00", to: "18:00" }], answer: "flow", flowId: "65f0…", teamId: "" }
 */
export const RoutingRule = Fields({
  id: PartId(),
  name: Type.String({ minLength: 1, maxLength: 80 }),
  active: Type.Boolean(),
  ...ruleConditions,
  /** `nobody`: the message waits in the inbox, and no flow answers it. */
  answer: OneOf(["flow", "people", "nobody"]),
  /** Empty unless a flow answers. */
  flowId: Type.String({ maxLength: 64 }),
  /** Which team, where people answer; empty: everyone. */
  teamId: Type.String({ maxLength: 64 }),
});
export type RoutingRule = Static<typeof RoutingRule>;

/** Makes a rule that fits every message and names neither flow nor team yet. */
export function emptyRoutingRule(id: string): RoutingRule {
  return {
    id,
    name: "",
    active: true,
    ...noConditions(),
    answer: "flow",
    flowId: "",
    teamId: "",
  };
}
