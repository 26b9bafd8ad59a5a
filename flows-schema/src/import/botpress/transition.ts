import type { Condition, Operator, Rule } from "../../condition.ts";
import type { Memory } from "./memory.ts";

const operators: Readonly<Record<string, Operator>> = {
  "==": "equals",
  "===": "equals",
  "!=": "notEquals",
  "!==": "notEquals",
  ">": "greaterThan",
  ">=": "atLeast",
  "<": "lessThan",
  "<=": "atMost",
};
const texts: Readonly<Record<string, Operator>> = {
  includes: "contains",
  startsWith: "startsWith",
  endsWith: "endsWith",
};

/** The condition of a transition: always, an intent, rules, or code that cannot be read. */
export type Transition =
  | { readonly kind: "always" }
  | { readonly kind: "rules"; readonly condition: Condition; readonly intents: readonly string[] }
  | { readonly kind: "code" };

/** Reads the condition of a transition, which the source writes in JavaScript. */
export function readTransition(source: string, memory: Memory): Transition {
  const text = source.trim().replace(/;$/, "");
  if (text === "" || text === "true" || text === "always") {
    return { kind: "always" };
  }
  const either = split(text, "||");
  const parts = either.length > 1 ? either : split(text, "&&");
  const intents: string[] = [];
  const rules = parts.map((it) => readRule(it, memory, intents));
  if (rules.some((it) => it === undefined)) {
    return { kind: "code" };
  }
  const match = either.length > 1 ? "any" : "all";
  return {
    kind: "rules",
    condition: { match: "all", groups: [{ match, rules: rules as Rule[] }] },
    intents,
  };
}

function readRule(source: string, memory: Memory, intents: string[]): Rule | undefined {
  const text = unwrapped(source.trim());
  const compared = /^([\w$.[\]'"-]+)\s*(===?|!==?|>=?|<=?)\s*(.+)$/s.exec(text);
  if (compared) {
    const [, left = "", sign = "", right = ""] = compared;
    const path = memory.path(left);
    const value = literal(right);
    if (path === undefined || value === undefined) {
      return undefined;
    }
    if (/nlu\.intent(\.name)?$/.test(left)) {
      intents.push(value === "none" ? "" : value);
      if (value === "none") {
        return { left: path, operator: sign.startsWith("!") ? "isSet" : "isNotSet" };
      }
    }
    const label = /payload/.test(left) ? memory.labels.get(value) : undefined;
    return ruleOf(path, operators[sign] as Operator, label ?? value, right.trim());
  }
  const called =
    /^([\w$.[\]'"-]+?)(?:\.toLowerCase\(\))?\.(includes|startsWith|endsWith)\((.+)\)$/s.exec(text);
  if (called) {
    const [, left = "", name = "", argument = ""] = called;
    const path = memory.path(left);
    const value = literal(argument);
    return path === undefined || value === undefined
      ? undefined
      : { left: path, operator: texts[name] as Operator, right: value };
  }
  const negated = text.startsWith("!");
  const path = memory.path(negated ? text.slice(1) : text);
  return path === undefined ? undefined : { left: path, operator: negated ? "isFalse" : "isTrue" };
}

function ruleOf(left: string, operator: Operator, value: string, written: string): Rule {
  const equal = operator === "equals";
  if (
    (equal || operator === "notEquals") &&
    /^(?:true|false|null|undefined|''|"")$/.test(written)
  ) {
    if (written === "true" || written === "false") {
      return { left, operator: equal === (written === "true") ? "isTrue" : "isFalse" };
    }
    return { left, operator: equal ? "isNotSet" : "isSet" };
  }
  return { left, operator, right: value };
}

function literal(source: string): string | undefined {
  const text = source.trim();
  const quoted = /^(["'`])([^"'`\\{]*)\1$/.exec(text);
  if (quoted) {
    return quoted[2];
  }
  return /^-?\d+(\.\d+)?$|^(true|false|null|undefined)$/.test(text) ? text : undefined;
}

/** Splits at an operator outside quotes and brackets. */
function split(text: string, operator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = "";
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string;
    if (quote !== "") {
      quote = sign === quote ? "" : quote;
    } else if (sign === '"' || sign === "'" || sign === "`") {
      quote = sign;
    } else if ("([{".includes(sign)) {
      depth++;
    } else if (")]}".includes(sign)) {
      depth--;
    } else if (depth === 0 && text.startsWith(operator, at)) {
      parts.push(text.slice(from, at));
      from = at + operator.length;
      at = from - 1;
    }
  }
  return [...parts, text.slice(from)];
}

function unwrapped(text: string): string {
  return /^\([^()]*\)$/.test(text) ? text.slice(1, -1).trim() : text;
}
