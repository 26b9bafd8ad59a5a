import { screenLanguageOf } from "@chatloom/api-schema";
import type { EmojiData } from "frimousse";

/** The newest version of Emoji that the systems of most contacts can draw. */
const newestVersion = 14;
/** The group of skin tones and hair: parts of emoji, none by themselves. */
const parts = 2;

const names = {
  en: () =>
    [import("emojibase-data/en/data.json"), import("emojibase-data/en/messages.json")] as const,
  vi: () =>
    [import("emojibase-data/vi/data.json"), import("emojibase-data/vi/messages.json")] as const,
  bn: () =>
    [import("emojibase-data/bn/data.json"), import("emojibase-data/bn/messages.json")] as const,
};

/** Loads the emoji with their names in a language. */
export async function loadEmoji(locale: string): Promise<EmojiData> {
  const [emoji, messages] = await Promise.all(names[screenLanguageOf(locale)]());
  return {
    locale,
    emojis: emoji.default.flatMap(({ emoji, group, label, version, tags = [] }) =>
      group === undefined || group === parts || version > newestVersion
        ? []
        : [{ emoji, category: group, label, version, tags: [...tags] }],
    ),
    categories: messages.default.groups
      .filter(({ order }) => order !== parts)
      .map(({ order, message }) => ({ index: order, label: capital(message) })),
    skinTones: { light: "", "medium-light": "", medium: "", "medium-dark": "", dark: "" },
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
