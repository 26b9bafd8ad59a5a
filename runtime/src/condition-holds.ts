import { type Condition, type Rule, unaryOperators } from "@chatloom/flows-schema";
import type { Visit } from "./behaviour.ts";
import { type Comparing, compareValues } from "./compare-values.ts";

/** Whether a condition holds for what a node can see. No groups, or groups without rules, hold for everyone. */
export function conditionHolds(visit: Visit, condition: Condition): boolean {
  const how: Comparing = {
    timeZone: visit.settings.timeZone,
    language: visit.context.contact.language || visit.settings.language,
    matches: (pattern, text) => visit.matches(pattern, text),
  };
  const holds = (rule: Rule) => ruleHolds(visit, rule, how);
  return joined(
    condition.match,
    condition.groups.filter((group) => group.rules.length > 0),
    (group) => joined(group.match, group.rules, holds),
  );
}

function ruleHolds(visit: Visit, { left, operator, right }: Rule, how: Comparing): boolean {
  const value = left.includes("{{") ? visit.evaluate(left) : visit.lookUp(left);
  const other = unaryOperators.includes(operator) ? undefined : visit.evaluate(right ?? "");
  return compareValues(value, operator, other, how);
}

function joined<T>(
  match: "all" | "any",
  items: readonly T[],
  holds: (item: T) => boolean,
): boolean {
  if (items.length === 0) return true;
  return match === "all" ? items.every(holds) : items.some(holds);
}
