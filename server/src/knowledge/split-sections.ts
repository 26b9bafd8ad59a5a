import type { Section } from "./section.ts";

/** A passage: a part of a document that is found and quoted as one. */
export interface Passage {
  readonly headings: readonly string[];
  readonly text: string;
}

/** The aimed length of a passage, in characters. */
const aimed = 1_000;
const longest = 1_500;

/** Splits sections into passages of about a thousand characters, at paragraphs, else at sentences, else at blanks. */
export function splitSections(sections: readonly Section[]): Passage[] {
  return sections.flatMap(({ headings, text }) =>
    group(
      text.split(/\n{2,}/).flatMap((it) => pieces(it.trim())),
      "\n\n",
    ).map((it) => ({
      headings,
      text: it,
    })),
  );
}

/** Joins neighbouring pieces until they are about as long as aimed. */
function group(parts: readonly string[], between: string): string[] {
  const groups: string[] = [];
  let current = "";
  for (const part of parts.filter((it) => it !== "")) {
    if (current !== "" && current.length + part.length > aimed) {
      groups.push(current);
      current = part;
    } else {
      current = current === "" ? part : current + between + part;
    }
  }
  return current === "" ? groups : [...groups, current];
}

/** Splits a paragraph that is longer than a passage. */
function pieces(paragraph: string): string[] {
  if (paragraph.length <= longest) {
    return [paragraph];
  }
  const lines = paragraph.split("\n");
  if (lines.length > 1) {
    return group(lines.flatMap(pieces), "\n");
  }
  const sentences = paragraph.split(/(?<=[.!?…。！？])\s*(?=[\p{Lu}\p{Lo}\p{N}"“(])/u);
  return sentences.length > 1 ? group(sentences.flatMap(cut), " ") : cut(paragraph);
}

function cut(text: string): string[] {
  const parts: string[] = [];
  let left = text;
  while (left.length > longest) {
    const blank = left.lastIndexOf(" ", longest);
    const at = blank > longest / 2 ? blank : longest;
    // The two halves of a character beyond the basic plane stay together.
    const end = /[\ud800-\udbff]/.test(left.charAt(at - 1)) ? at - 1 : at;
    parts.push(left.slice(0, end).trim());
    left = left.slice(end).trim();
  }
  return [...parts, left];
}
