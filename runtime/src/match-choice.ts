import { foldAccents, foldText, foldWords } from "./fold-text.ts";

interface Choice {
  readonly label: string;
  readonly synonyms?: readonly string[];
}

/**
 * Which of some choices a text means, if one: by label or synonym letter by letter, then without accents,
 * then by words only, then as a label that the channel had cut short, then by its number in the list.
 */
export function matchChoice(text: string, choices: readonly Choice[]): number | undefined {
  const folded = foldText(text.slice(0, 500));
  if (folded === "") return undefined;
  const words = choices.map((it) => [it.label, ...(it.synonyms ?? [])].map(foldText));
  for (const form of [(it: string) => it, foldAccents, foldWords]) {
    const wanted = form(folded);
    const index = words.findIndex((own) => own.some((it) => wanted !== "" && form(it) === wanted));
    if (index >= 0) return index;
  }
  return matchCut(folded, words) ?? matchNumber(folded, choices.length);
}

function matchCut(folded: string, words: readonly (readonly string[])[]): number | undefined {
  if (!folded.endsWith("…")) return undefined;
  const start = folded.slice(0, -1).trim();
  const found = words.flatMap(([label = ""], index) => (label.startsWith(start) ? [index] : []));
  return found.length === 1 ? found[0] : undefined;
}

function matchNumber(folded: string, count: number): number | undefined {
  const number = Number(/^(\d{1,2})[.)]?$/.exec(folded)?.[1]);
  return number >= 1 && number <= count ? number - 1 : undefined;
}
