import type { TextPart } from "./behaviour.ts";
import type { JsonValue } from "./input.ts";
import { toText } from "./to-text.ts";

// Private-use characters, which normal texts do not contain.
const open = "\ue000";
const close = "\ue001";
const mark = /\ue000(\d+)\ue001/;

/** Fills in a text by parts. `fill` gets the function that writes each value as a mark. */
export function textParts(
  fill: (write: (value: JsonValue | undefined) => string) => string,
): TextPart[] {
  const values: (JsonValue | undefined)[] = [];
  const text = fill((value) => {
    // `capture` gives a text that has marks of its own.
    values.push(typeof value === "string" ? flatten(value, values) : value);
    return `${open}${values.length - 1}${close}`;
  });
  return text
    .split(mark)
    .map((it, index) => (index % 2 === 0 ? { literal: it } : { value: values[Number(it)] }));
}

/** Removes characters that could be taken for marks. */
export function withoutMarks(text: string): string {
  return text.includes(open) ? text.replaceAll(open, "") : text;
}

function flatten(text: string, values: readonly (JsonValue | undefined)[]): string {
  const parts = text.split(mark);
  return parts.map((it, index) => (index % 2 === 0 ? it : toText(values[Number(it)]))).join("");
}
