import Type, { type Static } from "typebox";
import { Fields, Items, OneOf, Operand, ShortTemplate } from "./fields.ts";

/** The operators of a rule; those in `unaryOperators` take no right side. */
export const operators = [
  "equals",
  "notEquals",
  "contains",
  "notContains",
  "startsWith",
  "endsWith",
  "matches",
  "isSet",
  "isNotSet",
  "greaterThan",
  "atLeast",
  "lessThan",
  "atMost",
  "isTrue",
  "isFalse",
  "before",
  "after",
  "isOneOf",
  "withinDays",
  "notWithinDays",
] as const;
export type Operator = (typeof operators)[number];

/** Operators that look at the left side only. */
export const unaryOperators: readonly Operator[] = ["isSet", "isNotSet", "isTrue", "isFalse"];

/** One comparison: a variable's path (`contact.tags`, `order.total`), an operator, and a template or value. */
export const Rule = Fields({
  left: Operand({ filled: true, title: "Value" }),
  operator: OneOf([...operators], { title: "Comparison" }),
  right: Type.Optional(
    ShortTemplate({
      title: "Compared with",
      filled: { when: "operator", is: operators.filter((it) => !unaryOperators.includes(it)) },
      regex: { when: "operator", is: ["matches"] },
    }),
  ),
});
export type Rule = Static<typeof Rule>;

/** Rules joined by AND (`all`) or OR (`any`). */
export const RuleGroup = Fields({
  match: OneOf(["all", "any"]),
  rules: Items(Rule, { minItems: 0, maxItems: 30 }),
});
export type RuleGroup = Static<typeof RuleGroup>;

/** Groups joined by AND or OR. No groups, or groups without rules, hold for everyone. */
export const Condition = Fields(
  {
    match: OneOf(["all", "any"]),
    groups: Items(RuleGroup, { maxItems: 10 }),
  },
  { widget: "condition" },
);
export type Condition = Static<typeof Condition>;
