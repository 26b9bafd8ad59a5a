import Type, { type Static } from "typebox";
import { Fields, OneOf, PartId } from "./fields.ts";
import { noConditions, ruleConditions } from "./routing-rule.ts";

/** How many assignment rules a workspace may have. */
export const mostAssignmentRules = 50;

/**
 * CONTRACT. Who takes a conversation that is handed to anyone, and how urgent it is. The first active rule that holds decides.
 *
 * @example
 * { id: "vip", name: "VIP", active: true, channelIds: [], languages: [], keywords: [], tags: ["vip"], time: "any", hours: [],
 *   labelIds: [], teamId: "65f0…", memberId: "", distribution: "leastBusy", priority: "high" }
 */
export const AssignmentRule = Fields({
  id: PartId(),
  name: Type.String({ minLength: 1, maxLength: 80 }),
  active: Type.Boolean(),
  ...ruleConditions,
  /** One of the conversation's labels. */
  labelIds: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 50 }),
  /** Empty: anyone. */
  teamId: Type.String({ maxLength: 64 }),
  /** Instead of a team; empty: nobody in particular. */
  memberId: Type.String({ maxLength: 64 }),
  /** Empty: a team's queue gives it to the member with the fewest; otherwise whoever takes it first. */
  distribution: OneOf(["", "manual", "leastBusy", "roundRobin"]),
  /** Empty: as before. */
  priority: OneOf(["", "low", "normal", "high", "urgent"]),
});
export type AssignmentRule = Static<typeof AssignmentRule>;

/** Returns a rule that fits every conversation and changes nothing yet. */
export function emptyAssignmentRule(id: string): AssignmentRule {
  return {
    id,
    name: "",
    active: true,
    ...noConditions(),
    labelIds: [],
    teamId: "",
    memberId: "",
    distribution: "",
    priority: "",
  };
}
