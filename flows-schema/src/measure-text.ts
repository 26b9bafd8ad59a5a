import type { Abilities } from "./abilities.ts";

/** How long a channel thinks a text is. */
export function measureText(text: string, unit: Abilities["text"]["unit"]): number {
  if (unit === "utf16") return text.length;
  if (unit === "graphemes") return [...new Intl.Segmenter().segment(text)].length;
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
