import { foldAccents, foldText, foldWords } from "@chatloom/flows-schema";

interface Choice {
  readonly label: string;
  readonly synonyms?: readonly string[];
}

/**
 * Finds the choice that a text means, if there is exactly one: by exact label or synonym, then without accents, then by words
 * only, then by a label that the channel has shortened, then by the number that a label begins with. With `numbered`, the
 * channel has shown the choices with numbers, and a number finally means a position in the list.
 */
export function matchChoice(
  text: string,
  choices: readonly Choice[],
  { numbered }: { readonly numbered: boolean },
): number | undefined {
  const folded = foldText(text.slice(0, 500));
  if (folded === "") {
    return undefined;
  }
  const words = choices.map((it) => [it.label, ...(it.synonyms ?? [])].map(foldText));
  for (const form of [(it: string) => it, foldAccents, foldBareWords]) {
    const wanted = form(folded);
    const index = words.findIndex((own) => own.some((it) => wanted !== "" && form(it) === wanted));
    if (index >= 0) {
      return index;
    }
  }
  return matchCut(folded, words) ?? matchNumber(folded, words, numbered);
}

function foldBareWords(folded: string): string {
  return foldWords(foldAccents(folded));
}

/** Folding writes the character … as three points. */
function matchCut(folded: string, words: readonly (readonly string[])[]): number | undefined {
  if (!folded.endsWith("...")) {
    return undefined;
  }
  const start = folded.slice(0, -3).trim();
  const found = words.flatMap(([label = ""], index) => (label.startsWith(start) ? [index] : []));
  return start !== "" && found.length === 1 ? found[0] : undefined;
}

function matchNumber(
  folded: string,
  words: readonly (readonly string[])[],
  numbered: boolean,
): number | undefined {
  const typed = /^#?(\d{1,4})[.)]?$/.exec(folded)?.[1];
  if (typed === undefined) {
    return undefined;
  }
  const beginning = words.flatMap((own, index) =>
    own.some((label) => leadingNumber(label) === Number(typed)) ? [index] : [],
  );
  if (beginning.length === 1) {
    return beginning[0];
  }
  const place = Number(typed);
  return numbered && place >= 1 && place <= words.length ? place - 1 : undefined;
}

function leadingNumber(label: string): number {
  return Number(/^[^\p{L}\p{N}]*(\d+)/u.exec(label)?.[1]);
}
