import ar from "./words/ar.json";
import bn from "./words/bn.json";
import en from "./words/en.json";
import vi from "./words/vi.json";

export type Words = typeof en;
/** All languages have the same keys; a missing one does not compile. */
const languages: Record<string, Words> = { ar, bn, en, vi };

/** Languages that are written from right to left. */
const leftwards = new Set(["ar", "dv", "fa", "he", "ps", "ur", "yi"]);

/** Returns the words in the visitor's language, or in English if there are none. */
export function wordsFor(language: string): Words {
  return languages[language.slice(0, 2).toLowerCase()] ?? en;
}

/** The direction in which the visitor's language is written. */
export function directionOf(language: string): "ltr" | "rtl" {
  return leftwards.has(language.slice(0, 2).toLowerCase()) ? "rtl" : "ltr";
}
