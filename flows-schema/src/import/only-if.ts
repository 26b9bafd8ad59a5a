import type { Condition, Rule } from "../condition.ts";

/** A rule that holds for nobody: every contact has an id. */
export const never: Rule = { left: "contact.id", operator: "isNotSet" };

/** Makes a condition of one rule. */
export function onlyIf(rule: Rule): Condition {
  return { match: "all", groups: [{ match: "all", rules: [rule] }] };
}
