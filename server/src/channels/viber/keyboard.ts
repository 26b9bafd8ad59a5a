import type { ContentButton, ContentCard, QuickReply } from "@chatloom/flows-schema";

type Button = Readonly<Record<string, unknown>>;

/** Two short labels fit side by side on a phone. */
const shortLabel = 16;
const wholeRow = 6;
const pictureRows = 3;
const cardRows = 7;

/** Divides payload and label in what a tap on a card sends; nobody types this sign. */
export const divider = "\u2063";

/** Shows options as a keyboard below the chat. A tap on an answer sends its label, as if it had been typed. */
export function keyboard(options: readonly (ContentButton | QuickReply)[]): Button {
  const columns = options.every(({ label }) => label.length <= shortLabel) ? 3 : wholeRow;
  return {
    Type: "keyboard",
    DefaultHeight: false,
    Buttons: options.map((option) => ({
      Columns: columns,
      Rows: 1,
      ...action(option, option.label),
    })),
  };
}

/** Asks for the contact's place; the sign needs no language. */
export function placeKeyboard(): Button {
  return oneKey("location-picker", "📍");
}

/** Asks for the contact's own number. */
export function phoneKeyboard(): Button {
  return oneKey("share-phone", "📱");
}

function oneKey(ActionType: string, sign: string): Button {
  const button = { Columns: wholeRow, Rows: 1, ActionType, ActionBody: sign };
  return { Type: "keyboard", DefaultHeight: false, Buttons: [{ ...button, Text: sign }] };
}

/** Shows cards side by side: each fills the same number of rows with picture, words and buttons. */
export function carousel(cards: readonly ContentCard[]): Button {
  return {
    Type: "rich_media",
    ButtonsGroupColumns: wholeRow,
    ButtonsGroupRows: cardRows,
    BgColor: "#FFFFFF",
    Buttons: cards.flatMap(card),
  };
}

function card({ title, subtitle, imageUrl, buttons }: ContentCard): readonly Button[] {
  const shared = { Columns: wholeRow, Silent: true };
  const above = imageUrl === undefined ? 0 : pictureRows;
  const words = [`<b>${markup(title)}</b>`, ...(subtitle ? [markup(subtitle)] : [])].join("<br>");
  const still = { ...shared, ActionType: "none", ActionBody: "none" };
  return [
    ...(imageUrl === undefined ? [] : [{ ...still, Rows: pictureRows, Image: imageUrl }]),
    {
      ...still,
      Rows: cardRows - above - buttons.length,
      Text: words,
      TextHAlign: "left",
      TextVAlign: "middle",
    },
    ...buttons.map((button) => ({
      ...shared,
      Rows: 1,
      ...action(button, "payload" in button ? `${button.payload}${divider}${button.label}` : ""),
    })),
  ];
}

function action(option: ContentButton | QuickReply, reply: string): Button {
  const Text = markup(option.label);
  return "type" in option && option.type === "url"
    ? { ActionType: "open-url", ActionBody: option.url, Text }
    : { ActionType: "reply", ActionBody: reply, Text };
}

/** Viber reads HTML in the text of a button. */
function markup(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/\n/g, "<br>");
}
