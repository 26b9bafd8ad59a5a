import type { Operator } from "@chatloom/flows-schema";
import { foldText } from "./fold-text.ts";
import type { JsonValue } from "./input.ts";
import { parseNumber } from "./parse-number.ts";
import { readDate } from "./read-date.ts";
import { toText } from "./to-text.ts";

/** How values are read where their type has to be guessed, and regular expressions tested. */
export interface Comparing {
  readonly timeZone: string;
  readonly language: string;
  readonly matches: (pattern: string, text: string) => boolean | undefined;
}

type Value = JsonValue | undefined;
type Compare = (left: Value, right: Value, how: Comparing) => boolean;

/**
 * Whether a comparison holds. Numbers compare as numbers, dates as moments, texts without regard to letter case; a list contains an item
 * or equals a list. What cannot be compared does not hold.
 */
export function compareValues(
  left: Value,
  operator: Operator,
  right: Value,
  how: Comparing,
): boolean {
  return compares[operator](left, right, how);
}

const compares: Readonly<Record<Operator, Compare>> = {
  equals: same,
  notEquals: (left, right, how) => !same(left, right, how),
  contains,
  notContains: (left, right, how) => !contains(left, right, how),
  startsWith: (left, right) => fold(left).startsWith(fold(right)),
  endsWith: (left, right) => fold(left).endsWith(fold(right)),
  matches: (left, right, how) => how.matches(toText(right), toText(left)) ?? false,
  isSet: (left) => isSet(left),
  isNotSet: (left) => !isSet(left),
  greaterThan: (left, right, how) => order(left, right, how, (it) => it > 0),
  atLeast: (left, right, how) => order(left, right, how, (it) => it >= 0),
  lessThan: (left, right, how) => order(left, right, how, (it) => it < 0),
  atMost: (left, right, how) => order(left, right, how, (it) => it <= 0),
  isTrue: (left) => truth(left) === true,
  isFalse: (left) => truth(left) === false,
  before: (left, right, how) => dates(left, right, how, (it) => it < 0),
  after: (left, right, how) => dates(left, right, how, (it) => it > 0),
  isOneOf: (left, right, how) => {
    const items = Array.isArray(right) ? right : toText(right).split(",");
    return items.some((item) => same(left, item, how));
  },
};

function fold(value: Value): string {
  return foldText(toText(value));
}

function isSet(value: Value): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === "string") return value.trim() !== "";
  return Array.isArray(value) ? value.length > 0 : true;
}

function truth(value: Value): boolean | undefined {
  if (typeof value === "boolean") return value;
  const word = fold(value);
  if (["true", "yes", "1"].includes(word)) return true;
  return ["false", "no", "0", ""].includes(word) ? false : undefined;
}

function same(left: Value, right: Value, how: Comparing): boolean {
  if (typeof left === "boolean" || typeof right === "boolean") return truth(left) === truth(right);
  if (typeof left === "number" || typeof right === "number") {
    const [a, b] = [toNumber(left, how), toNumber(right, how)];
    return a !== undefined && a === b;
  }
  return fold(left) === fold(right);
}

function contains(left: Value, right: Value, how: Comparing): boolean {
  if (Array.isArray(left)) return left.some((item) => same(item, right, how));
  if (typeof left === "object" && left !== null) return Object.hasOwn(left, toText(right));
  return fold(left).includes(fold(right));
}

function toNumber(value: Value, { language }: Comparing): number | undefined {
  return typeof value === "number" ? value : parseNumber(toText(value), language);
}

function order(
  left: Value,
  right: Value,
  how: Comparing,
  holds: (sign: number) => boolean,
): boolean {
  if (!isSet(left) || !isSet(right)) return false;
  const [a, b] = [toNumber(left, how), toNumber(right, how)];
  if (a !== undefined && b !== undefined) return holds(a - b);
  if (toMoment(left, how) !== undefined && toMoment(right, how) !== undefined)
    return dates(left, right, how, holds);
  const [x, y] = [fold(left), fold(right)];
  return holds(x < y ? -1 : x > y ? 1 : 0);
}

function dates(
  left: Value,
  right: Value,
  how: Comparing,
  holds: (sign: number) => boolean,
): boolean {
  const [a, b] = [toMoment(left, how), toMoment(right, how)];
  return a !== undefined && b !== undefined && holds(a - b);
}

function toMoment(value: Value, { timeZone, language }: Comparing): number | undefined {
  return readDate(value, timeZone, language)?.toMillis();
}
