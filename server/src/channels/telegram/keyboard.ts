import type { ContentButton, QuickReply } from "@chatloom/flows-schema";
import { cutBytes } from "../cut-text.ts";

type Key = Record<string, string>;
/** Two short labels fit side by side on a phone. */
const shortLabel = 16;

/** Options as an inline keyboard: unlike a reply keyboard its taps carry a payload, so they are never mistaken for typing. */
export function inlineKeyboard(
  options: readonly (ContentButton | QuickReply)[] = [],
): { reply_markup: unknown } | Record<string, never> {
  if (options.length === 0) {
    return {};
  }
  const keys = options.map(key);
  const perRow = keys.every(({ text = "" }) => text.length <= shortLabel) ? 2 : 1;
  const rows: Key[][] = [];
  for (let start = 0; start < keys.length; start += perRow) {
    rows.push(keys.slice(start, start + perRow));
  }
  return { reply_markup: { inline_keyboard: rows } };
}

function key(option: ContentButton | QuickReply): Key {
  if ("type" in option && option.type === "url") {
    return { text: option.label, url: option.url };
  }
  const payload = "payload" in option ? option.payload : option.label;
  return { text: option.label, callback_data: callbackData(payload, option.label) };
}

/** Telegram takes 64 bytes. A longer payload (not one of ours) comes back as the label, as if it had been typed. */
function callbackData(payload: string, label: string): string {
  const fits = payload !== "" && Buffer.byteLength(payload) <= 64;
  return fits ? payload : cutBytes(label, 64);
}
