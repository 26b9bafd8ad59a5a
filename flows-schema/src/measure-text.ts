import type { Abilities } from "./abilities.ts";

/** In what a platform counts texts. */
export type TextUnit = Abilities["text"]["unit"];

/**
 * How long a platform finds a text. Where it counts what a person would call characters, code points are counted: never fewer, and
 * the same in every browser, whichever emoji it knows.
 */
export function measureText(text: string, unit: TextUnit): number {
  if (unit === "utf16") {
    return text.length;
  }
  let length = 0;
  for (const point of text) {
    length += unit === "bytes" ? byteLength(point) : 1;
  }
  return length;
}

/** How many bytes a code point takes in UTF-8. */
export function byteLength(point: string): number {
  const code = point.codePointAt(0) ?? 0;
  if (code < 0x80) {
    return 1;
  }
  if (code < 0x800) {
    return 2;
  }
  return code < 0x10000 ? 3 : 4;
}
