import type { ContentButton, ContentCard, ListRow, QuickReply } from "@chatloom/flows-schema";
import { cutText } from "../cut-text.ts";
import { asWritten } from "./as-written.ts";

export type Component = Readonly<Record<string, unknown>>;

// https://discord.com/developers/docs/components/reference
const types = { row: 1, button: 2, menu: 3, words: 10, gallery: 12, container: 17 } as const;
const styles = { secondary: 2, link: 5 } as const;
const buttonsInRow = 5;
const longestId = 100;
const longestAddress = 512;
const longestWords = 4_000;

/** Parts an id from the number that makes it unique in its message. */
const divider = "\u2063";

/** The payload in a component's id. */
export function payloadOf(customId: string): string {
  return customId.replace(/\u2063\d+$/, "");
}

type Option = ContentButton | QuickReply;

/** Shows options as buttons, five in a row; those with an address that is too long are missing. */
export function rows(options: readonly Option[] = [], from = 0): Component[] {
  const shown = options.filter((it) => !isTooLong(it));
  const buttons = shown.map((option, index) => button(option, from + index));
  return Array.from({ length: Math.ceil(buttons.length / buttonsInRow) }, (_, index) => ({
    type: types.row,
    components: buttons.slice(index * buttonsInRow, (index + 1) * buttonsInRow),
  }));
}

/** The text together with the addresses that are too long for a button. */
export function withLongAddresses(text: string, options: readonly Option[]): string {
  const lines = options.flatMap((it) =>
    isTooLong(it) && "url" in it ? [`${it.label}: ${it.url}`] : [],
  );
  return [text, ...lines].filter((it) => it !== "").join("\n");
}

function isTooLong(option: Option): boolean {
  return "url" in option && option.url.length > longestAddress;
}

function button(option: Option, index: number): Component {
  const shared = { type: types.button, label: option.label };
  if ("url" in option) {
    return { ...shared, style: styles.link, url: option.url };
  }
  const payload = "payload" in option ? option.payload : option.label;
  const id = idFor(payload, option.label, longestId - 4);
  return { ...shared, style: styles.secondary, custom_id: `${id}${divider}${index}` };
}

/** Shows a menu to choose one row from. */
export function menu(label: string, given: readonly ListRow[]): Component {
  const options = given.map((row, index) => ({
    label: row.label,
    value: `${idFor(row.payload, row.label, longestId - 4)}${divider}${index}`,
    description: row.description || undefined,
  }));
  const select = { type: types.menu, custom_id: "list", placeholder: label, options };
  return { type: types.row, components: [select] };
}

/** Shows cards as boxes one below the other, each with its picture, words and buttons. */
export function boxes(cards: readonly ContentCard[]): Component[] {
  const most = Math.floor(longestWords / Math.max(1, cards.length));
  return cards.map(({ title, subtitle, imageUrl, buttons }, index) => {
    const more = withLongAddresses(subtitle ?? "", buttons);
    const below = more === "" ? "" : `\n${asWritten(more, most)}`;
    const words = `**${asWritten(title, most)}**${below}`;
    const content = words.length <= most ? words : cutText([title, more].join("\n").trim(), most);
    return {
      type: types.container,
      components: [
        ...(imageUrl === undefined
          ? []
          : [{ type: types.gallery, items: [{ media: { url: imageUrl } }] }]),
        { type: types.words, content },
        ...rows(buttons, index * buttonsInRow),
      ],
    };
  });
}

/** A longer payload (not one of ours) comes back as the label, as if it had been typed. */
function idFor(payload: string, label: string, longest: number): string {
  return payload !== "" && payload.length <= longest ? payload : cutText(label, longest);
}
