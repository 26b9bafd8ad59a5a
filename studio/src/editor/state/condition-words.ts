import { type Condition, type Rule, unaryOperators } from "@chatloom/flows-schema";
import type { TFunction } from "i18next";
import { choiceWord } from "../../forms/choice-word.ts";

/** A condition as a sentence: "contact.tags contains vip and age is at least 18". */
export function conditionWords(t: TFunction, condition: Condition): string {
  const groups = condition.groups
    .map((group) => group.rules.map((rule) => ruleWords(t, rule)).join(joint(t, group.match)))
    .filter((words) => words !== "");
  return groups.length > 1
    ? groups.map((words) => `(${words})`).join(joint(t, condition.match))
    : (groups[0] ?? t("editor.cards.always"));
}

function ruleWords(t: TFunction, rule: Rule): string {
  const operator = choiceWord(t, rule.operator);
  const left = rule.left || "…";
  return unaryOperators.includes(rule.operator)
    ? `${left} ${operator}`
    : `${left} ${operator} ${rule.right || "…"}`;
}

function joint(t: TFunction, match: "all" | "any"): string {
  return ` ${match === "all" ? t("forms.and") : t("forms.or")} `;
}
