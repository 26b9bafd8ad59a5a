import { asPlainText } from "../plain-text.ts";
import { codeOf, type NameOf } from "./code-of.ts";
import { looksLikeCode } from "./looks-like-code.ts";

/** The counterpart of an expression of the source: a template, a change of the variable itself, or code. */
export type Computed =
  | { readonly kind: "clear" }
  | {
      readonly kind: "template";
      readonly value: string;
      readonly as: "string" | "number" | "boolean" | "list" | "object";
    }
  | { readonly kind: "add" | "subtract"; readonly value: string }
  | { readonly kind: "code"; readonly source: string; readonly text: string };

const variable = /\{\{([^{}]+)\}\}/g;
const token = /\s*(?:\{\{([^{}]+)\}\}|(\d+(?:\.\d+)?)|"([^"\\]*)"|'([^'\\]*)'|([+\-*/%]))/y;
const filters: Readonly<Record<string, string>> = {
  "+": "plus",
  "-": "minus",
  "*": "times",
  "/": "divided_by",
  "%": "modulo",
};

/** Reads an expression of “Set variable”. `own` is the variable that it sets. */
export function readExpression(source: string, own: string, nameOf: NameOf): Computed {
  const text = source.trim();
  if (text === "" || text === "null" || text === "undefined") {
    return { kind: "clear" };
  }
  const sum = readSum(text, own, nameOf);
  if (sum) {
    return sum;
  }
  if (text === "true" || text === "false") {
    return { kind: "template", value: text, as: "boolean" };
  }
  const json = readJson(text);
  if (json !== undefined && !/\{\{/.test(text)) {
    return {
      kind: "template",
      value: asPlainText(json),
      as: text.startsWith("[") ? "list" : "object",
    };
  }
  const value = text
    .replace(/\{%/g, "{{ '{%' }}")
    .replace(variable, (_, name: string) => `{{ ${nameOf(name.trim())} }}`);
  return looksLikeCode(text)
    ? { kind: "code", source: codeOf(text, nameOf), text: value }
    : { kind: "template", value, as: "string" };
}

interface Operand {
  readonly kind: "name" | "number" | "text";
  readonly value: string;
}

/** Reads operands joined by + - * / %, from left to right; undefined for anything else. */
function readSum(text: string, own: string, nameOf: NameOf): Computed | undefined {
  const operands: Operand[] = [];
  const signs: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const found = token.exec(text);
    if (!found) {
      return undefined;
    }
    const [, name, number, double, single, sign] = found;
    if (sign !== undefined) {
      if (operands.length !== signs.length + 1) {
        return undefined;
      }
      signs.push(sign);
      continue;
    }
    if (operands.length !== signs.length) {
      return undefined;
    }
    operands.push(
      name !== undefined
        ? { kind: "name", value: nameOf(name.trim()) }
        : number !== undefined
          ? { kind: "number", value: number }
          : { kind: "text", value: double ?? single ?? "" },
    );
  }
  const [first, ...others] = operands;
  if (!first || operands.length !== signs.length + 1) {
    return undefined;
  }
  return operands.some((it) => it.kind === "text")
    ? joined(operands, signs)
    : counted(first, others, signs, own);
}

function joined(operands: readonly Operand[], signs: readonly string[]): Computed | undefined {
  if (signs.some((it) => it !== "+")) {
    return undefined;
  }
  const value = operands.map((it) => (it.kind === "name" ? `{{ ${it.value} }}` : it.value));
  return { kind: "template", value: value.join(""), as: "string" };
}

function counted(
  first: Operand,
  others: readonly Operand[],
  signs: readonly string[],
  own: string,
): Computed | undefined {
  const written = (it: Operand) => (it.kind === "name" ? `{{ ${it.value} }}` : it.value);
  const [second] = others;
  if (!second) {
    // A code such as 007 is no number.
    const isNumber = first.kind === "number" && !/^0\d/.test(first.value);
    return { kind: "template", value: written(first), as: isNumber ? "number" : "string" };
  }
  if (others.length === 1 && first.kind === "name" && first.value === own) {
    if (signs[0] === "+" || signs[0] === "-") {
      return { kind: signs[0] === "+" ? "add" : "subtract", value: written(second) };
    }
  }
  if (others.length === 1 && second.kind === "name" && second.value === own && signs[0] === "+") {
    return { kind: "add", value: written(first) };
  }
  const firstSum = signs.findIndex((it) => it === "+" || it === "-");
  if (firstSum >= 0 && signs.slice(firstSum).some((it) => /[*/%]/.test(it))) {
    return undefined;
  }
  const steps = others.map((it, index) => `| ${filters[signs[index] as string]}: ${it.value}`);
  return { kind: "template", value: `{{ ${first.value} ${steps.join(" ")} }}`, as: "number" };
}

function readJson(text: string): string | undefined {
  if (!/^[[{]/.test(text)) {
    return undefined;
  }
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return undefined;
  }
}
