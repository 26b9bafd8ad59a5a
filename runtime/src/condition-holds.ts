import { type Condition, type Rule, unaryOperators } from "@chatloom/flows-schema";
import type { Visit } from "./behaviour.ts";
import { compareLanguages } from "./compare-languages.ts";
import { compareValues, type Operand } from "./compare-values.ts";
import { toText } from "./to-text.ts";

/** The contact's language, as a name or in braces. */
const isLanguage = /^\s*(?:\{\{\s*)?contact\.language(?:\s*\}\})?\s*$/;

/** Whether a condition holds for what a node can see. No groups, or groups without rules, hold for everyone. */
export function conditionHolds(visit: Visit, condition: Condition): boolean {
  const holds = (rule: Rule) => ruleHolds(visit, rule);
  return joined(
    condition.match,
    condition.groups.filter((group) => group.rules.length > 0),
    (group) => joined(group.match, group.rules, holds),
  );
}

function ruleHolds(visit: Visit, { left, operator, right = "" }: Rule): boolean {
  const value = left.includes("{{") ? visit.evaluate(left) : visit.lookUp(left);
  const other = unaryOperators.includes(operator) ? undefined : visit.evaluate(right);
  if (isLanguage.test(left)) {
    const holds = compareLanguages(toText(value), operator, toText(other ?? ""));
    if (holds !== undefined) {
      return holds;
    }
  }
  return compareValues(
    operand(visit, value, left),
    operator,
    // What stands on the right without braces is a text, not the name of a variable.
    operand(visit, other, right.includes("{{") ? right : ""),
    (pattern, text) => visit.matches(pattern, text),
  );
}

function operand(visit: Visit, value: Operand["value"], source: string): Operand {
  return { value, notation: visit.notation(source) };
}

function joined<T>(
  match: "all" | "any",
  items: readonly T[],
  holds: (item: T) => boolean,
): boolean {
  if (items.length === 0) {
    return true;
  }
  return match === "all" ? items.every(holds) : items.some(holds);
}
