/** Zalo's names of its reactions. */
const icons: Readonly<Record<string, string>> = {
  "👍": "/-strong",
  "❤": "/-heart",
  "😄": ":>",
  "😮": ":o",
  "😭": ":-((",
  "😡": ":-h",
};
const emojis = new Map(Object.entries(icons).map(([emoji, icon]) => [icon, emoji]));

/** The platform's name of a reaction; undefined for an emoji that it does not have. */
export function iconOf(emoji: string): string | undefined {
  const plain = emoji.replace(/\uFE0F/g, "");
  return Object.hasOwn(icons, plain) ? icons[plain] : undefined;
}

/** The emoji of a reaction; one that is not known stays as it came. */
export function emojiOf(icon: string): string {
  return emojis.get(icon) ?? icon;
}
