import i18n from "i18next";
import { initReactI18next } from "react-i18next";
import { words as english } from "./en/index.ts";

/** The languages of the studio. */
export const languages = ["en", "vi"] as const;
export type Language = (typeof languages)[number];
const storageKey = "chatloom.language";

/** Readies the catalogue in the language used last, or else the browser's. */
export async function startWords(): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: "en",
    fallbackLng: "en",
    resources: { en: { translation: english } },
    interpolation: { escapeValue: false },
  });
  await speak(firstLanguage());
}

/** Switches every word on screen; a language's catalogue is fetched when it is first needed. */
export async function speak(language: Language): Promise<void> {
  if (language === "vi" && !i18n.hasResourceBundle("vi", "translation")) {
    const { words } = await import("./vi/index.ts");
    i18n.addResourceBundle("vi", "translation", words);
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
export function spokenLanguage(): Language {
  return i18n.language === "vi" ? "vi" : "en";
}

function firstLanguage(): Language {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(storageKey);
  } catch {
    kept = null;
  }
  const wanted = kept ?? navigator.language;
  return wanted.toLowerCase().startsWith("vi") ? "vi" : "en";
}
