import Type, { type Static } from "typebox";
import { Exact } from "./shapes.ts";

/** The languages of the studio, of its mails and of the pages that contacts see. */
export const screenLanguages = ["en", "vi", "bn"] as const;

export const ScreenLanguage = Type.Enum([...screenLanguages], { type: "string" });
export type ScreenLanguage = Static<typeof ScreenLanguage>;

/** A text in each of these languages. */
export const InScreenLanguages = Exact({ en: Type.String(), vi: Type.String(), bn: Type.String() });
export type InScreenLanguages = Readonly<Static<typeof InScreenLanguages>>;

/** Finds the first of these languages that somebody reads (BCP 47 tags, the preferred first); English where there is none. */
export function screenLanguageOf(
  ...wished: readonly (string | null | undefined)[]
): ScreenLanguage {
  for (const tag of wished) {
    const known = screenLanguages.find(
      (it) =>
        it ===
        tag
          ?.trim()
          .toLowerCase()
          .split(/[-_;,]/, 1)[0],
    );
    if (known) {
      return known;
    }
  }
  return "en";
}
