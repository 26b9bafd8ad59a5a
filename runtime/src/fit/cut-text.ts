import { byteLength, measureText, type TextUnit } from "@chatloom/flows-schema";

/** Characters that stay with the one before them: accents, joiners, variation selectors, skin tones. */
const clings = /\p{M}|\u200d|[\u{1f3fb}-\u{1f3ff}]/u;

/** Finds where to cut so that at most this much comes before. It never cuts inside a character if one fits; it keeps at least one code point. */
export function cutPosition(text: string, max: number, unit: TextUnit): number {
  let index = 0;
  let length = 0;
  let safe = 0;
  let joined = false;
  for (const point of text) {
    if (!joined && !clings.test(point)) {
      safe = index;
    }
    length += unit === "utf16" ? point.length : unit === "bytes" ? byteLength(point) : 1;
    if (length > max) {
      return safe || index || point.length;
    }
    joined = point === "\u200d";
    index += point.length;
  }
  return text.length;
}

/** Cuts a text to a length; an ellipsis shows that something is missing. */
export function shortenText(text: string, max: number, unit: TextUnit): string {
  if (measureText(text, unit) <= max) {
    return text;
  }
  const room = max - measureText("…", unit);
  return room < 1 ? beginning(text, max, unit) : `${beginning(text, room, unit).trimEnd()}…`;
}

function beginning(text: string, max: number, unit: TextUnit): string {
  const start = text.slice(0, cutPosition(text, max, unit));
  return measureText(start, unit) <= max ? start : "";
}
