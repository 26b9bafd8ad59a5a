import type { ContentButton, ContentCard, ListRow, QuickReply } from "@chatloom/flows-schema";
import { cutText } from "../cut-text.ts";
import { escapeText } from "./plain-text.ts";

export type Block = Readonly<Record<string, unknown>>;

// https://docs.slack.dev/reference/block-kit/blocks
const longestSection = 3_000;
const longestValue = 2_000;
const longestOptionValue = 75;
const longestAddress = 3_000;

/** Shows a text as it is. Only markup makes addresses clickable, so a text with an address goes as markup. */
export function section(text: string, more: Block = {}): Block {
  const escaped = escapeText(text);
  const links = /https?:\/\//.test(text) && escaped.length <= longestSection;
  const shown = links ? { type: "mrkdwn", text: escaped } : plain(text);
  return { type: "section", text: shown, ...more };
}

/** Shows a picture with its words below. */
export function picture(url: string, caption: string | undefined): readonly Block[] {
  const image = { type: "image", image_url: url, alt_text: cutText(caption || "🖼", 2_000) };
  return caption ? [image, section(caption)] : [image];
}

/** Tells whether Slack shows a picture of this address. */
export function isShowable(url: string): boolean {
  return url.length <= longestAddress && /^https?:\/\//.test(url);
}

/** Shows buttons in rows; nothing where there are none. */
export function actions(options: readonly (ContentButton | QuickReply)[] = []): readonly Block[] {
  return options.length === 0 ? [] : [{ type: "actions", elements: options.map(button) }];
}

function button(option: ContentButton | QuickReply, index: number): Block {
  const shared = { type: "button", action_id: `option-${index}`, text: plain(option.label) };
  if ("type" in option && option.type === "url") {
    return { ...shared, url: option.url };
  }
  const payload = "payload" in option ? option.payload : option.label;
  return { ...shared, value: valueFor(payload, option.label, longestValue) };
}

/** Shows a menu to choose one row from. */
export function menu(label: string, rows: readonly ListRow[]): Block {
  const options = rows.map((row) => ({
    text: plain(row.label),
    value: valueFor(row.payload, row.label, longestOptionValue),
    description: row.description ? plain(row.description) : undefined,
  }));
  const element = { type: "static_select", action_id: "list", placeholder: plain(label), options };
  return { type: "actions", elements: [element] };
}

/** Shows a card: its title in bold, the picture beside it, the buttons below. */
export function card({ title, subtitle, imageUrl, buttons }: ContentCard): readonly Block[] {
  const image = { type: "image", image_url: imageUrl, alt_text: title };
  const more = imageUrl !== undefined && isShowable(imageUrl) ? { accessory: image } : {};
  return [titled(title, subtitle, more), ...actions(buttons)];
}

function titled(title: string, subtitle: string | undefined, more: Block): Block {
  const below = subtitle ? `\n${subtitle}` : "";
  const markup = escapeText(`*${title}*${below}`);
  // A star or a line break would end the bold print.
  return /[*\n]/.test(title) || markup.length > longestSection
    ? section(title + below, more)
    : { type: "section", text: { type: "mrkdwn", text: markup }, ...more };
}

function plain(text: string): Block {
  return { type: "plain_text", text, emoji: true };
}

/** A longer payload (not one of ours) comes back as the label, as if it had been typed. */
function valueFor(payload: string, label: string, longest: number): string {
  return payload !== "" && payload.length <= longest ? payload : cutText(label, longest);
}
