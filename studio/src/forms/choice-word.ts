import type { TFunction } from "i18next";
import i18n from "i18next";

/** Returns one of a field's few words, such as `startsWith`, in the current language. */
export function choiceWord(t: TFunction, word: string): string {
  return i18n.exists(`forms.words.${word}`) ? t(`forms.words.${word}` as "forms.words.text") : word;
}
