import { foldAccents, foldText } from "@chatloom/flows-schema";
import { holdsPhrase } from "./holds-phrase.ts";

/**
 * Tells whether a text says a fact literally: one of its wordings, which vertical bars separate, stands there as whole words. Case,
 * accents and punctuation do not count.
 *
 * @example holdsFact("You have 30 days.", "30 days|one month") // true
 */
export function holdsFact(text: string, fact: string): boolean {
  const folded = fold(text);
  return fact.split("|").some((it) => holdsPhrase(folded, fold(it)));
}

function fold(text: string): string {
  return foldAccents(foldText(text));
}
