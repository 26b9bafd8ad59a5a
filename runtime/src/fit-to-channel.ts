import {
  type Abilities,
  type ContentKind,
  type ContentOf,
  contactsInWords,
  labelUnitOf,
  type MessageContent,
  placeInWords,
} from "@chatloom/flows-schema";
import { fitButtons } from "./fit/fit-buttons.ts";
import { fitCards } from "./fit/fit-cards.ts";
import { fitForm } from "./fit/fit-form.ts";
import { fitMedia, fitSticker } from "./fit/fit-media.ts";
import { fitRating } from "./fit/fit-rating.ts";
import { fitCoupon, fitProducts, fitReceipt } from "./fit/fit-shop.ts";
import { below, offerOptions, plainTexts } from "./fit/offer-options.ts";

/**
 * Converts a message to what the channel can show: the message itself if it fits, otherwise the closest form, in as many messages
 * as needed. Every option stays available: in the worst case as a numbered line, counted from `firstNumber`.
 */
export function fitToChannel(
  content: MessageContent,
  abilities: Abilities,
  firstNumber = 1,
): readonly MessageContent[] {
  if (content.kind === "text" && !asksMore(content) && shortEnough(content.text, abilities)) {
    return content.text.trim() === "" ? [] : [content];
  }
  const fit = fits[content.kind] as Fit<ContentKind>;
  return fit(content, abilities, firstNumber);
}

type Fit<K extends ContentKind> = (
  content: ContentOf<K>,
  abilities: Abilities,
  firstNumber: number,
) => readonly MessageContent[];

const fits: { readonly [K in ContentKind]: Fit<K> } = {
  text: ({ text, replies = [], wants, rating }, abilities, first) => {
    const form = rating && fitRating(text, rating, abilities);
    if (form) {
      return form;
    }
    const parts = offerOptions(text, replies, abilities, first);
    const last = parts.at(-1);
    return wants === undefined || last?.kind !== "text"
      ? parts
      : [...parts.slice(0, -1), { ...last, wants }];
  },
  image: fitMedia,
  video: fitMedia,
  audio: fitMedia,
  file: fitMedia,
  sticker: fitSticker,
  location: (content, abilities) =>
    abilities.location ? [content] : plainTexts(placeInWords(content), abilities),
  contacts: (content, abilities) =>
    abilities.contacts ? [content] : plainTexts(contactsInWords(content), abilities),
  buttons: fitButtons,
  list: ({ text, button, rows }, abilities, first) =>
    offerOptions(text, rows, abilities, first, ["list", "replies", "buttons"]).map((it) =>
      it.kind === "list" &&
      abilities.list &&
      shortEnough(button, { text: { max: abilities.list.button, unit: labelUnitOf(abilities) } }) &&
      button.trim() !== ""
        ? { ...it, button }
        : it,
    ),
  cards: ({ cards }, abilities, first) => fitCards(cards, abilities, first),
  locationRequest: ({ text }, abilities) =>
    (abilities.locationRequest
      ? below(text, abilities.buttons?.text ?? abilities.text.max, abilities, (last) => ({
          kind: "locationRequest",
          text: last,
        }))
      : undefined) ?? plainTexts(text, abilities),
  products: fitProducts,
  coupon: fitCoupon,
  receipt: fitReceipt,
  form: fitForm,
  template: (content, abilities) =>
    abilities.template ? [content] : plainTexts(content.preview || content.name, abilities),
  reaction: (content, abilities) =>
    abilities.reactions ? [content] : plainTexts(content.emoji, abilities),
  unsupported: () => [],
};

function asksMore({ replies, rating }: ContentOf<"text">): boolean {
  return replies !== undefined || rating !== undefined;
}

/** Tells that a text fits without counting its bytes: a UTF-16 unit is at most three bytes. */
function shortEnough(text: string, { text: { max, unit } }: Pick<Abilities, "text">): boolean {
  return (unit === "bytes" ? text.length * 3 : text.length) <= max;
}
