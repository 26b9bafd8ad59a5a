import { foldText } from "@chatloom/flows-schema";
import { holdsPhrase } from "./holds-phrase.ts";

/**
 * Finds the first of the words or phrases that a text holds as whole words; undefined where it holds none. Accents count: without
 * them, harmless Vietnamese words would equal rude ones.
 */
export function blockedWord(text: string, words: readonly string[]): string | undefined {
  const folded = foldText(text);
  return words.find((it) => holdsPhrase(folded, foldText(it)));
}
