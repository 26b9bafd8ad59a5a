import type { TFunction } from "i18next";
import i18n from "i18next";

/** The catalogue's name for a schema's title: "Save the answer as" is `forms.fields.saveTheAnswerAs`. */
export function slugOf(title: string): string {
  return title
    .replace(/[^A-Za-z0-9]+/g, " ")
    .trim()
    .split(" ")
    .map((word, index) =>
      index === 0
        ? word.charAt(0).toLowerCase() + word.slice(1)
        : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join("");
}

/** A field's title in the language spoken; schemas that are not ours say it in their own words. */
export function fieldTitle(t: TFunction, title: string): string {
  const slug = slugOf(title);
  return i18n.exists(`forms.fields.${slug}`)
    ? t(`forms.fields.${slug}` as "forms.fields.text")
    : title;
}

/** What a field's title does not say, where the schema has a description. */
export function fieldHint(
  t: TFunction,
  title: string,
  description: string | undefined,
): string | undefined {
  if (description === undefined) return undefined;
  const slug = slugOf(title);
  return i18n.exists(`forms.hints.${slug}`)
    ? t(`forms.hints.${slug}` as "forms.hints.how")
    : description;
}

/** One of a field's few words, such as `startsWith`. */
export function choiceWord(t: TFunction, word: string): string {
  return i18n.exists(`forms.words.${word}`) ? t(`forms.words.${word}` as "forms.words.text") : word;
}
