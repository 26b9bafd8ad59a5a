import {
  type Abilities,
  type ContentCard,
  labelUnitOf,
  type MessageContent,
} from "@chatloom/flows-schema";
import { shortenText } from "./cut-text.ts";
import { fitButtons, linkAllowed, withoutLinking } from "./fit-buttons.ts";
import { fitLabels } from "./fit-labels.ts";
import { fitMedia } from "./fit-media.ts";

/** Fits cards: side by side if the channel can show all of them, in several rows if needed; otherwise one after the other. */
export function fitCards(
  given: readonly ContentCard[],
  abilities: Abilities,
  firstNumber: number,
): MessageContent[] {
  const cards = given.map((card) => ({
    ...card,
    buttons: withoutLinking(card.buttons, abilities),
  }));
  const shown = cards
    .flatMap((card) => splitCard(card, abilities))
    .map((card) => nativeCard(card, abilities));
  const rows = chunk(shown.length, abilities);
  if (rows && shown.every((card) => card !== undefined) && uniform(shown, abilities)) {
    return rows.map(([from, to]) => ({ kind: "cards", cards: shown.slice(from, to) }));
  }
  let number = firstNumber;
  return cards.flatMap((card) => {
    const messages = singleCard(card, abilities, number);
    number += card.buttons.filter((it) => it.type === "postback").length;
    return messages;
  });
}

/** Splits a card with more buttons than the channel shows into several cards of the same title. */
function splitCard(card: ContentCard, { cards: limits }: Abilities): ContentCard[] {
  const { buttons, ...rest } = card;
  const most = limits?.buttons ?? 0;
  if (most < 1 || buttons.length <= most) {
    return [card];
  }
  const count = Math.ceil(buttons.length / most);
  return Array.from({ length: count }, (_, index) => ({
    ...rest,
    buttons: buttons.slice(index * most, (index + 1) * most),
  }));
}

function nativeCard(card: ContentCard, abilities: Abilities): ContentCard | undefined {
  const { cards: limits, buttons } = abilities;
  const unit = labelUnitOf(abilities);
  if (!limits || limits.title < 1 || card.title.trim() === "") {
    return undefined;
  }
  if (card.buttons.length > limits.buttons || (limits.imageNeeded && !card.imageUrl)) {
    return undefined;
  }
  if (limits.buttonNeeded && card.buttons.length === 0) {
    return undefined;
  }
  const links = card.buttons.filter((it) => it.type !== "postback");
  if (links.some((it) => !linkAllowed(it, abilities))) {
    return undefined;
  }
  if (links.length > 0 && buttons?.mixed === false && card.buttons.length > 1) {
    return undefined;
  }
  const labels = fitLabels(
    card.buttons.map((it) => it.label),
    buttons?.label ?? limits.title,
    unit,
  );
  if (!labels) {
    return undefined;
  }
  const { subtitle, ...rest } = card;
  const title = shortenText(card.title.trim(), limits.title, unit);
  const below = shortenText(subtitle ?? "", limits.subtitle, unit).trim();
  if (title.trim() === "" || (subtitle?.trim() && below === "")) {
    return undefined;
  }
  return {
    ...rest,
    title,
    subtitle: below || undefined,
    buttons: card.buttons.map((it, index) => ({ ...it, label: labels[index] ?? "" })),
  };
}

/** Divides cards into rows; undefined if no division respects the channel's minimum and maximum. */
function chunk(count: number, { cards }: Abilities): [number, number][] | undefined {
  if (!cards || count === 0 || cards.max < 1) {
    return undefined;
  }
  const rows = Math.ceil(count / cards.max);
  const even = Math.floor(count / rows);
  const larger = count % rows;
  if (even < cards.min) {
    return undefined;
  }
  let from = 0;
  return Array.from({ length: rows }, (_, index) => {
    const to = from + even + (index < larger ? 1 : 0);
    const row: [number, number] = [from, to];
    from = to;
    return row;
  });
}

function uniform(
  cards: readonly (ContentCard | undefined)[],
  { cards: limits }: Abilities,
): boolean {
  if (!limits?.uniform) {
    return true;
  }
  const kinds = cards.map((card) => card?.buttons.map((it) => it.type).join() ?? "");
  return kinds.every((it) => it === kinds[0]);
}

function singleCard(
  card: ContentCard,
  abilities: Abilities,
  firstNumber: number,
): MessageContent[] {
  const text = [card.title.trim(), card.subtitle?.trim()].filter(Boolean).join("\n");
  const { imageUrl } = card;
  if (card.buttons.length > 0) {
    return fitButtons(
      { kind: "buttons", text, buttons: card.buttons, imageUrl: imageUrl || undefined },
      abilities,
      firstNumber,
    );
  }
  if (imageUrl) {
    return fitMedia({ kind: "image", url: imageUrl, caption: text }, abilities, firstNumber);
  }
  return fitButtons({ kind: "buttons", text, buttons: [] }, abilities, firstNumber);
}
