import { foldText, type Operator, readTruth } from "@chatloom/flows-schema";
import type { Notation } from "./convert-value.ts";
import type { JsonValue } from "./input.ts";
import { parseNumber } from "./parse-number.ts";
import { readDate } from "./read-date.ts";
import { toText } from "./to-text.ts";

/** One side of a comparison, with the notation its text is in. */
export interface Operand {
  readonly value: JsonValue | undefined;
  readonly notation: Notation;
}

/** The operators that need nothing but the two values. */
export type ValueOperator = Exclude<Operator, "withinDays" | "notWithinDays">;
type Matches = (pattern: string, text: string) => boolean | undefined;
type Compare = (left: Operand, right: Operand, matches: Matches) => boolean;

/**
 * Tells whether a comparison holds. Numbers compare as numbers, dates as moments, texts without regard to letter case; a list contains an
 * item or equals a list. Values that cannot be compared do not hold, such as a missing value and a text, or a text and a number.
 */
export function compareValues(
  left: Operand,
  operator: ValueOperator,
  right: Operand,
  matches: Matches,
): boolean {
  return compares[operator](left, right, matches);
}

const compares: Readonly<Record<ValueOperator, Compare>> = {
  equals: same,
  notEquals: (left, right) => !same(left, right),
  contains,
  notContains: (left, right) => isSet(right) && !contains(left, right),
  startsWith: (left, right) => bothSet(left, right) && fold(left).startsWith(fold(right)),
  endsWith: (left, right) => bothSet(left, right) && fold(left).endsWith(fold(right)),
  matches: (left, right, matches) =>
    isSet(right) && (matches(toText(right.value), toText(left.value)) ?? false),
  isSet,
  isNotSet: (left) => !isSet(left),
  greaterThan: (left, right) => order(left, right, (it) => it > 0),
  atLeast: (left, right) => order(left, right, (it) => it >= 0),
  lessThan: (left, right) => order(left, right, (it) => it < 0),
  atMost: (left, right) => order(left, right, (it) => it <= 0),
  isTrue: (left) => truth(left) === true,
  isFalse: (left) => truth(left) === false,
  before: (left, right) => (compareMoments(left, right) ?? 0) < 0,
  after: (left, right) => (compareMoments(left, right) ?? 0) > 0,
  isOneOf: (left, right) => {
    const lefts = isSet(left) ? itemsOf(left) : [];
    const rights = itemsOf(right, ",").filter(isSet);
    return lefts.some((item) => rights.some((it) => same(item, it)));
  },
};

function fold({ value }: Operand): string {
  return foldText(toText(value));
}

function bothSet(left: Operand, right: Operand): boolean {
  return isSet(left) && isSet(right);
}

function isSet({ value }: Operand): boolean {
  if (value === undefined || value === null) {
    return false;
  }
  if (typeof value === "string") {
    return value.trim() !== "";
  }
  return Array.isArray(value) ? value.length > 0 : true;
}

/** Returns the items of a list, or of a text with separators. */
function itemsOf(operand: Operand, separator?: string): Operand[] {
  const { value, notation } = operand;
  const items = Array.isArray(value)
    ? value
    : typeof value === "string" && separator !== undefined
      ? value.split(separator)
      : [value];
  return items.map((item) => ({ value: item, notation }));
}

function truth({ value }: Operand): boolean | undefined {
  if (typeof value === "boolean") {
    return value;
  }
  const text = toText(value);
  return text.trim() === "" ? false : readTruth(text);
}

function same(left: Operand, right: Operand): boolean {
  if (typeof left.value === "boolean" || typeof right.value === "boolean") {
    return truth(left) === truth(right);
  }
  if (fold(left) === fold(right)) {
    return true;
  }
  const [a, b] = [exactNumber(left), exactNumber(right)];
  return a !== undefined && a === b;
}

/** Reads a number. Codes such as "007" and "+84", and numbers beyond 2^53, stay texts. */
function exactNumber(operand: Operand): number | undefined {
  if (typeof operand.value === "string" && /^\s*(?:\+|[-−]?0\d)/.test(fold(operand))) {
    return undefined;
  }
  const value = numberOf(operand);
  return value !== undefined && Math.abs(value) < 2 ** 53 ? value : undefined;
}

function contains(left: Operand, right: Operand): boolean {
  if (!bothSet(left, right)) {
    return false;
  }
  const { value } = left;
  if (Array.isArray(value)) {
    return itemsOf(left).some((item) => same(item, right));
  }
  if (typeof value === "object" && value !== null) {
    return Object.hasOwn(value, toText(right.value));
  }
  return fold(left).includes(fold(right));
}

function numberOf({ value, notation }: Operand): number | undefined {
  if (typeof value === "number") {
    return value;
  }
  return typeof value === "string" ? parseNumber(value, notation.typedIn) : undefined;
}

/** Tells whether the order of two values holds. An undefined order, such as of a text and a number, never holds. */
function order(left: Operand, right: Operand, holds: (sign: number) => boolean): boolean {
  if (!bothSet(left, right)) {
    return false;
  }
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a !== undefined && b !== undefined) {
    return holds(a - b);
  }
  const moments = compareMoments(left, right);
  if (moments !== undefined) {
    return holds(moments);
  }
  const plain = [left, right].every(
    (it) => numberOf(it) === undefined && momentOf(it) === undefined,
  );
  if (!plain || typeof left.value !== "string" || typeof right.value !== "string") {
    return false;
  }
  const [x, y] = [fold(left), fold(right)];
  return holds(x < y ? -1 : x > y ? 1 : 0);
}

function compareMoments(left: Operand, right: Operand): number | undefined {
  const [a, b] = [momentOf(left), momentOf(right)];
  return a === undefined || b === undefined ? undefined : a - b;
}

function momentOf({ value, notation }: Operand): number | undefined {
  const { timeZone, language, typedIn } = notation;
  return readDate(value, timeZone, typedIn ?? language)?.toMillis();
}
