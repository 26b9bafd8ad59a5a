import type { Abilities } from "@chatloom/flows-schema";

export type TextUnit = Abilities["text"]["unit"];

/** What must stay with the character before it: accents, joiners, variation selectors, skin tones. */
const clings = /\p{M}|\u200d|[\u{1f3fb}-\u{1f3ff}]/u;

/**
 * How long a platform finds a text. Where it counts what a person would call characters, code points are counted: never fewer, and
 * the same in every browser, whichever emoji it knows.
 */
export function measureText(text: string, unit: TextUnit): number {
  if (unit === "utf16") return text.length;
  let length = 0;
  for (const point of text) length += unit === "bytes" ? byteLength(point) : 1;
  return length;
}

/** Where to cut so that at most so much stands before, never inside a character, as long as one fits; at least one code point. */
export function cutPosition(text: string, max: number, unit: TextUnit): number {
  let index = 0;
  let length = 0;
  let safe = 0;
  let joined = false;
  for (const point of text) {
    if (!joined && !clings.test(point)) safe = index;
    length += unit === "utf16" ? point.length : unit === "bytes" ? byteLength(point) : 1;
    if (length > max) return safe || index || point.length;
    joined = point === "\u200d";
    index += point.length;
  }
  return text.length;
}

/** A text cut to a length, with an ellipsis where something is missing. */
export function shortenText(text: string, max: number, unit: TextUnit): string {
  if (measureText(text, unit) <= max) return text;
  const room = max - measureText("…", unit);
  return room < 1 ? beginning(text, max, unit) : `${beginning(text, room, unit).trimEnd()}…`;
}

function beginning(text: string, max: number, unit: TextUnit): string {
  const start = text.slice(0, cutPosition(text, max, unit));
  return measureText(start, unit) <= max ? start : "";
}

function byteLength(point: string): number {
  const code = point.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
