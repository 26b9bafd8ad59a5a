import type { Condition, Operator, Rule } from "../../condition.ts";
import type { LogLine } from "../import-log.ts";
import { never, onlyIf } from "../only-if.ts";
import type { Source } from "../source.ts";
import type { TypebotBot } from "./typebot-bot.ts";

const operators: Readonly<Record<string, Operator>> = {
  "Equal to": "equals",
  "Not equal": "notEquals",
  Contains: "contains",
  "Does not contain": "notContains",
  "Greater than": "greaterThan",
  "Greater or equal to": "atLeast",
  "Less than": "lessThan",
  "Less or equal to": "atMost",
  "Is set": "isSet",
  "Is empty": "isNotSet",
  "Starts with": "startsWith",
  "Ends with": "endsWith",
  "Matches regex": "matches",
};

const notMatching = "Does not match regex";

/** Turns the comparisons of a condition into rules. One without comparisons holds for nobody, as in the source. */
export function conditionOf(source: Source, bot: TypebotBot, line: LogLine): Condition {
  const rules = source.list("comparisons").map((it) => ruleOf(it, bot, line));
  if (rules.length === 0) {
    line.note("neverHolds");
  }
  const match = source.text("logicalOperator") === "OR" ? "any" : "all";
  return {
    match: "all",
    groups: [{ match, rules: (rules.length > 0 ? rules : [never]).slice(0, 30) }],
  };
}

/** The pattern of a condition whose only comparison is that something does not match. */
export function soleMismatch(source: Source, bot: TypebotBot): Condition | undefined {
  const [only, ...others] = source.list("comparisons");
  if (!only || others.length > 0 || only.text("comparisonOperator") !== notMatching) {
    return undefined;
  }
  only.skip("id");
  const left = bot.variable(only.text("variableId"));
  return left === undefined
    ? undefined
    : onlyIf({ left, operator: "matches", right: pattern(only.text("value")) });
}

/** Says what a condition compares, for the report. */
export function conditionInWords(source: Source, bot: TypebotBot): string {
  const parts = source.list("comparisons").map((it) => {
    const name = bot.variable(it.text("variableId")) ?? "?";
    return `${name} ${it.text("comparisonOperator")} ${it.text("value")}`.trim();
  });
  return parts.join(source.text("logicalOperator") === "OR" ? " OR " : " AND ");
}

function ruleOf(source: Source, bot: TypebotBot, line: LogLine): Rule {
  source.skip("id");
  const left = bot.variable(source.text("variableId"));
  const name = source.text("comparisonOperator");
  const value = source.text("value");
  if (left === undefined || name === "") {
    line.note("neverHolds");
    return never;
  }
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (operator === undefined) {
    line.unsupported(name === notMatching ? "notMatching" : "operatorUnknown", { operator: name });
    return never;
  }
  const compares = operator === "equals" || operator === "notEquals";
  if (compares && ["", "null", "undefined"].includes(value)) {
    return { left, operator: operator === "equals" ? "isNotSet" : "isSet" };
  }
  if (operator === "isSet" || operator === "isNotSet") {
    return { left, operator };
  }
  if (compares || operator === "contains") {
    line.remark("caseFolded");
  }
  if (value === "") {
    // An empty text is contained in nothing here and in the source, but a rule needs a right side.
    line.note("neverHolds");
    return operator === "notContains" ? { left: "contact.id", operator: "isSet" } : never;
  }
  return { left, operator, right: operator === "matches" ? pattern(value) : bot.template(value) };
}

/** Turns `/words/i` into a pattern with the flag in front. */
function pattern(value: string): string {
  const found = /^\/(.+)\/([a-z]*)$/s.exec(value);
  return found ? `${found[2]?.includes("i") ? "(?i)" : ""}${found[1]}` : value;
}
