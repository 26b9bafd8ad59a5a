import en from "./words/en.json";
import vi from "./words/vi.json";

export type Words = typeof en;
/** Both languages have the same keys; a missing one does not compile. */
const languages: Record<string, Words> = { en, vi };

/** Returns the words in the visitor's language, or in English if there are none. */
export function wordsFor(language: string): Words {
  return languages[language.slice(0, 2).toLowerCase()] ?? en;
}
