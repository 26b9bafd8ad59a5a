import { foldAccents, foldText, foldWords } from "@chatloom/flows-schema";
import { containsWords } from "@chatloom/runtime";

/**
 * Tells whether a text says a fact literally: one of its wordings, which vertical bars separate, stands there as whole words. Case,
 * accents and punctuation do not count.
 *
 * @example holdsFact("You have 30 days.", "30 days|one month") // true
 */
export function holdsFact(text: string, fact: string): boolean {
  const folded = fold(text);
  return fact
    .split("|")
    .map(fold)
    .some(({ words, whole }) =>
      words === ""
        ? whole !== "" && folded.whole.includes(whole)
        : containsWords(folded.words, words),
    );
}

function fold(text: string): { readonly words: string; readonly whole: string } {
  const whole = foldAccents(foldText(text));
  return { words: foldWords(whole), whole };
}
