import type { Flow } from "../flow.ts";
import { type WrittenText, writtenTexts } from "../written-texts.ts";

/** A text for contacts in another language: what it replaces, and what it says. */
export interface TranslationChange {
  readonly language: string;
  readonly key: string;
  /** Empty: there is none yet. */
  readonly before: string;
  /** Empty: it is removed. */
  readonly after: string;
}

/** The most languages of one flow besides its own. */
export const mostLanguages = 40;

/** Lists the texts of a flow that contacts read, in its own language. */
export function translatableTexts(flow: Flow): readonly WrittenText[] {
  return writtenTexts(flow).filter((it) => it.reader === "contact");
}

/** Whether a text has words to translate: one of variables, digits and signs only has none. */
export function hasWords({ text }: Pick<WrittenText, "text">): boolean {
  return /\p{L}/u.test(text.replace(liquid, ""));
}

/** Lists the texts without a translation into a language. */
export function missingTexts(flow: Flow, language: string): readonly WrittenText[] {
  const known = flow.translations[language] ?? {};
  return translatableTexts(flow).filter((it) => hasWords(it) && !known[it.key]);
}

/** Writes translations into a flow; an empty text removes one. Languages that the flow did not have are added. */
export function applyTranslations(
  flow: Flow,
  changes: readonly Pick<TranslationChange, "language" | "key" | "after">[],
): Flow {
  const translations: Record<string, Record<string, string>> = { ...flow.translations };
  const own = new Map<string, Record<string, string>>();
  for (const { language, key, after } of changes) {
    let texts = own.get(language);
    if (!texts) {
      texts = { ...translations[language] };
      own.set(language, texts);
      translations[language] = texts;
    }
    if (after === "") {
      delete texts[key];
    } else {
      texts[key] = after;
    }
  }
  return changes.length === 0 ? flow : { ...flow, translations };
}

/** Adds a language without any texts. */
export function addLanguage(flow: Flow, language: string): Flow {
  const known = language === flow.settings.language || Object.hasOwn(flow.translations, language);
  return known ? flow : { ...flow, translations: { ...flow.translations, [language]: {} } };
}

/** Removes a language with its texts. */
export function removeLanguage(flow: Flow, language: string): Flow {
  if (!Object.hasOwn(flow.translations, language)) {
    return flow;
  }
  const { [language]: _gone, ...translations } = flow.translations;
  return { ...flow, translations };
}

const liquid = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;

/** Lists the variables and tags that are in one text more often than in the other: a translation keeps them all. */
export function lostVariables(text: string, translation: string): readonly string[] {
  const left = plain(translation);
  return plain(text).filter((it) => {
    const at = left.indexOf(it);
    if (at >= 0) {
      left.splice(at, 1);
    }
    return at < 0;
  });
}

function plain(text: string): string[] {
  return (text.match(liquid) ?? []).map((it) => it.replace(/\s+/g, " "));
}
