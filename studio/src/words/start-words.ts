import { type ScreenLanguage, screenLanguageOf } from "@chatloom/api-schema";
import i18n from "i18next";
import { initReactI18next } from "react-i18next";
import { digits } from "./digits.ts";
import { words as english } from "./en/index.ts";

/** The catalogues that are fetched when they are first needed; the English one is there from the start. */
const catalogues = {
  vi: () => import("./vi/index.ts"),
  bn: () => import("./bn/index.ts"),
};
const storageKey = "chatloom.language";

/** Readies the catalogue in the language used last, or else the first one that the browser wants and we have. */
export async function startWords(): Promise<void> {
  await i18n
    .use(initReactI18next)
    .use(digits)
    .init({
      lng: "en",
      fallbackLng: "en",
      resources: { en: { translation: english } },
      interpolation: { escapeValue: false, alwaysFormat: true },
    });
  await speak(screenLanguageOf(keptLanguage(), ...navigator.languages));
}

/** Switches every word on screen. */
export async function speak(language: ScreenLanguage): Promise<void> {
  if (language !== "en" && !i18n.hasResourceBundle(language, "translation")) {
    const { words } = await catalogues[language]();
    i18n.addResourceBundle(language, "translation", words);
  }
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // A browser that keeps nothing only forgets the choice.
  }
}

/** The current language. */
export function spokenLanguage(): ScreenLanguage {
  return screenLanguageOf(i18n.language);
}

/** The language of documentation and sample flows, which are written in English and Vietnamese only. */
export function writtenLanguage(): "en" | "vi" {
  return spokenLanguage() === "vi" ? "vi" : "en";
}

function keptLanguage(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
