import { foldWords } from "@chatloom/flows-schema";
import { containsWords } from "@chatloom/runtime";

/** Tells whether a folded text holds a folded phrase as whole words. A phrase of signs alone, such as an emoji, may stand anywhere. */
export function holdsPhrase(text: string, phrase: string): boolean {
  const words = foldWords(phrase);
  return words === ""
    ? phrase !== "" && text.includes(phrase)
    : containsWords(foldWords(text), words);
}
