import type { Operator, Rule } from "../../condition.ts";

/** Makes a rule of two filled-in sides. A left side that is one variable becomes its path. */
export function ruleOf(left: string, operator: Operator, right: string): Rule {
  const path = /^\{\{ ([\w.[\]]+) \}\}$/.exec(left)?.[1] ?? left;
  // A left side without a variable is a fixed text, which needs braces to be one.
  const side =
    /^[\w.[\]]+$/.test(path) && path !== left
      ? path
      : left.includes("{{")
        ? left
        : `{{ ${JSON.stringify(left)} }}`;
  if (operator === "isSet" || operator === "isNotSet") {
    return { left: side.slice(0, 200), operator };
  }
  if (right === "" && (operator === "equals" || operator === "notEquals")) {
    return { left: side.slice(0, 200), operator: operator === "equals" ? "isNotSet" : "isSet" };
  }
  return { left: side.slice(0, 200), operator, right };
}
