import { measureText, type TextUnit } from "@chatloom/flows-schema";
import { cutPosition } from "./cut-text.ts";

/** Borders to cut at, best first: after a paragraph, a line, a sentence, a word. */
const borders = [/\n\s*\n/gu, /\n/gu, /[.!?…。！？]+["')\]]*\s+|[。！？]/gu, /\s+/gu];
/** A better place to cut counts only if the part before it is long enough. */
const leastShare = 0.3;

/** Splits a long text into parts that the platform takes, at natural pauses. Returns nothing for an empty text. */
export function splitText(text: string, max: number, unit: TextUnit, lastMax = max): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest !== "" && measureText(rest, unit) > lastMax) {
    const fits = measureText(rest, unit) <= max;
    const end = borderBefore(rest, cutPosition(rest, fits ? lastMax : max, unit));
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  if (rest !== "") {
    parts.push(rest);
  }
  return parts.filter((part) => part !== "");
}

function borderBefore(text: string, end: number): number {
  // A space right after the cut makes it a natural pause, too.
  const window = text.slice(0, /\s/u.test(text[end] ?? "") ? end + 1 : end);
  for (const [index, border] of borders.entries()) {
    const least = index === borders.length - 1 ? 1 : end * leastShare;
    let found = 0;
    for (const match of window.matchAll(border)) {
      found = match.index + match[0].length;
    }
    if (found >= least && found > 0) {
      return found;
    }
  }
  return end;
}
