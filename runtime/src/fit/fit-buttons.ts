import {
  type Abilities,
  areaCount,
  type ContentButton,
  type ContentOf,
  labelUnitOf,
  type MessageContent,
  measureText,
} from "@chatloom/flows-schema";
import { fitLabels } from "./fit-labels.ts";
import { fitMedia } from "./fit-media.ts";
import { below, type Offer, offerOptions, plainTexts } from "./offer-options.ts";

/**
 * Fits a text with buttons. Buttons that open a page or call a number become lines of text if the channel has no
 * such buttons or takes them only alone. Buttons that continue the flow are offered in the channel's best way.
 */
export function fitButtons(
  content: ContentOf<"buttons">,
  abilities: Abilities,
  firstNumber: number,
): MessageContent[] {
  const { text, imageUrl, videoUrl } = content;
  const buttons = withoutLinking(content.buttons, abilities);
  if (isTappablePicture(content, abilities)) {
    return [content];
  }
  const joined = withMedia({ ...content, buttons }, abilities);
  if (joined) {
    return joined;
  }
  const picture = videoUrl
    ? fitMedia({ kind: "video", url: videoUrl }, abilities, firstNumber)
    : imageUrl
      ? fitMedia({ kind: "image", url: imageUrl }, abilities, firstNumber)
      : [];
  const native = together(text, buttons, abilities);
  if (native) {
    return [...picture, ...native];
  }
  const offers = buttons.flatMap((it): Offer[] =>
    it.type === "postback" ? [{ label: it.label, payload: it.payload }] : [],
  );
  const lines = buttons.flatMap((it) => (it.type === "postback" ? [] : [inWords(it)]));
  const body = [text.trim(), lines.join("\n")].filter(Boolean).join("\n\n");
  const rest = offerOptions(body, offers, abilities, firstNumber, ["buttons", "replies", "list"]);
  return [...picture, ...rest];
}

/** Leaves pages and taps of buttons that link accounts, where the channel links none. */
export function withoutLinking(
  buttons: readonly ContentButton[],
  { accountLinking }: Abilities,
): ContentButton[] {
  return buttons.map((button): ContentButton => {
    if (accountLinking || button.type === "phone") {
      return button;
    }
    if (button.type === "url") {
      const { links: _, ...page } = button;
      return page;
    }
    const { unlinks: _, ...tap } = button;
    return tap;
  });
}

/** The longest text of a picture with areas; only notifications and old versions of an app show it. In UTF-16 units. */
const longestAltText = 400;

/** Tells whether the channel shows the picture with areas. It must be one of ours: the platform fetches it in several widths. */
function isTappablePicture(
  { text, buttons, imageUrl = "", areas }: ContentOf<"buttons">,
  abilities: Abilities,
): boolean {
  return (
    abilities.pictureAreas === true &&
    areas !== undefined &&
    /(^|\/\/[^/]+)\/files\/[0-9a-f]{24}\//.test(imageUrl) &&
    text.length <= longestAltText &&
    buttons.length > 0 &&
    buttons.length <= areaCount(areas.layout) &&
    buttons.every((it) => linkAllowed(it, abilities) && it.label.trim() !== "")
  );
}

/** Puts picture or video, text and buttons into one message, if the channel can. A text that may not stand in it goes before. */
function withMedia(
  { text, buttons, imageUrl, videoUrl }: ContentOf<"buttons">,
  abilities: Abilities,
): MessageContent[] | undefined {
  const limits = abilities.buttons;
  const media = videoUrl ? { videoUrl } : { imageUrl };
  const room = videoUrl ? limits?.video : imageUrl ? limits?.picture : undefined;
  const shown = room === undefined ? undefined : fitted(buttons, abilities);
  if (room === undefined || !shown) {
    return undefined;
  }
  const words = text.trim();
  if (measureText(words, labelUnitOf(abilities)) <= room) {
    return [{ kind: "buttons", text: words, buttons: shown, ...media }];
  }
  return room === 0
    ? [...plainTexts(words, abilities), { kind: "buttons", text: "", buttons: shown, ...media }]
    : undefined;
}

/** Puts all buttons under one message, if the channel can. */
function together(
  text: string,
  buttons: readonly ContentButton[],
  abilities: Abilities,
): MessageContent[] | undefined {
  const shown = fitted(buttons, abilities);
  return (
    shown &&
    below(text, abilities.buttons?.text ?? 0, abilities, (last) => ({
      kind: "buttons",
      text: last,
      buttons: shown,
    }))
  );
}

/** Returns the buttons with labels that fit; undefined if the channel cannot show all of them under one message. */
function fitted(
  buttons: readonly ContentButton[],
  abilities: Abilities,
): ContentButton[] | undefined {
  const limits = abilities.buttons;
  if (!limits || buttons.length === 0 || buttons.length > limits.max) {
    return undefined;
  }
  const links = buttons.filter((it) => it.type !== "postback");
  if (links.some((it) => !linkAllowed(it, abilities))) {
    return undefined;
  }
  if (links.length > 0 && !limits.mixed && buttons.length > 1) {
    return undefined;
  }
  const labels = fitLabels(
    buttons.map((it) => it.label),
    limits.label,
    labelUnitOf(abilities),
  );
  return labels && buttons.map((it, index) => ({ ...it, label: labels[index] ?? "" }));
}

/** Tells whether the channel can show a button that leads out of the chat. */
export function linkAllowed(button: ContentButton, { buttons }: Abilities): boolean {
  if (!buttons) {
    return false;
  }
  if (button.type === "url") {
    return buttons.url && button.url !== "";
  }
  return button.type !== "phone" || (buttons.phone && button.phone !== "");
}

function inWords(button: Exclude<ContentButton, { type: "postback" }>): string {
  const where = button.type === "url" ? button.url : button.phone;
  return [button.label.trim(), where].filter(Boolean).join(": ");
}
