import {
  type Abilities,
  type ContentOf,
  contentInWords,
  type MessageContent,
} from "@chatloom/flows-schema";
import { fitMedia } from "./fit-media.ts";
import { below, plainTexts } from "./offer-options.ts";

/** Messenger's limits, in UTF-16 units and pieces. */
const mostCouponWords = 80;
const mostProducts = 10;
const mostReceiptWords = 1_000;
const amount = /^\d{1,12}(\.\d{1,4})?$/;

/** Fits products. Where the channel has no catalogue, the text and a page stand for them. */
export function fitProducts(
  content: ContentOf<"products">,
  abilities: Abilities,
): readonly MessageContent[] {
  const { shopIds = [], ...own } = content;
  const native = abilities.products
    ? below(own.text, abilities.buttons?.text ?? abilities.text.max, abilities, (text) => ({
        ...own,
        text,
      }))
    : undefined;
  if (native) {
    return native;
  }
  if (!abilities.shop || shopIds.length === 0) {
    return plainTexts(contentInWords(own), abilities);
  }
  const pages = Math.ceil(shopIds.length / mostProducts);
  return [
    ...plainTexts(own.text, abilities),
    ...Array.from({ length: pages }, (_, page) => ({
      ...own,
      text: "",
      productIds: [],
      shopIds: shopIds.slice(page * mostProducts, (page + 1) * mostProducts),
    })),
  ];
}

/** Fits a coupon. Where the channel has none, its words stand for it, below its picture. */
export function fitCoupon(
  content: ContentOf<"coupon">,
  abilities: Abilities,
  firstNumber: number,
): readonly MessageContent[] {
  const { title, subtitle = "", code, pageUrl: url, imageUrl } = content;
  const fits =
    title.trim() !== "" && title.length <= mostCouponWords && subtitle.length <= mostCouponWords;
  if (abilities.shop && fits && (code ?? url) !== undefined) {
    // The platform takes one of the two.
    return code === undefined || url === undefined
      ? [content]
      : [{ ...content, pageUrl: undefined }, ...plainTexts(url, abilities)];
  }
  const words = contentInWords(content);
  return imageUrl === undefined
    ? plainTexts(words, abilities)
    : fitMedia({ kind: "image", url: imageUrl, caption: words }, abilities, firstNumber);
}

/** Fits a receipt. Where the channel has none, or an amount is no plain number, it becomes a text. */
export function fitReceipt(
  content: ContentOf<"receipt">,
  abilities: Abilities,
): readonly MessageContent[] {
  const { items, adjustments, total, currency, orderNumber, name, payment } = content;
  const amounts = [total, ...items.map((it) => it.price), ...adjustments.map((it) => it.amount)];
  const words = [
    ...[orderNumber, name, payment],
    ...items.map((it) => it.title),
    ...adjustments.map((it) => it.name),
  ];
  const counts = items.flatMap((it) => it.quantity ?? []);
  const whole =
    amounts.every((it) => amount.test(it)) &&
    counts.every((it) => /^\d{1,9}$/.test(it)) &&
    /^[A-Z]{3}$/.test(currency) &&
    words.every((it) => it.trim() !== "" && it.length <= mostReceiptWords);
  return abilities.shop && whole ? [content] : plainTexts(contentInWords(content), abilities);
}
