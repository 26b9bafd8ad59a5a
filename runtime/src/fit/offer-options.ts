import {
  type Abilities,
  type ContentOf,
  labelUnitOf,
  type MessageContent,
  type QuickReply,
} from "@chatloom/flows-schema";
import { shortenText } from "./cut-text.ts";
import { fitLabels } from "./fit-labels.ts";
import { splitText } from "./split-text.ts";

/** An answer to tap. */
export type Offer = QuickReply & { readonly description?: string | undefined };
type Way = "replies" | "buttons" | "list";

const defaultOrder: readonly Way[] = ["replies", "buttons", "list"];
const nothingToSay = "…";
const listButton = "Menu";

/**
 * Fits a text with options in the channel's best way: quick replies, buttons, a list, or else numbers to type. What
 * cannot be tapped can still be chosen: the runtime understands "2" and the label.
 */
export function offerOptions(
  text: string,
  offers: readonly Offer[],
  abilities: Abilities,
  firstNumber = 1,
  order = defaultOrder,
): MessageContent[] {
  if (offers.length === 0) {
    return plainTexts(text, abilities);
  }
  for (const way of order) {
    const messages = ways[way](text, offers, abilities);
    if (messages) {
      return messages;
    }
  }
  const lines = offers.map(({ label, description }, index) => {
    const more = description ? ` – ${oneLine(description)}` : "";
    return `${firstNumber + index}. ${oneLine(label)}${more}`;
  });
  return plainTexts([text.trim(), lines.join("\n")].filter(Boolean).join("\n\n"), abilities);
}

/** Makes one or several messages of a text, each as long as the channel takes. */
export function plainTexts(text: string, { text: { max, unit } }: Abilities): ContentOf<"text">[] {
  return splitText(text, max, unit).map((part) => ({ kind: "text", text: part }));
}

type Present = (
  text: string,
  offers: readonly Offer[],
  abilities: Abilities,
) => MessageContent[] | undefined;

const ways: Readonly<Record<Way, Present>> = {
  replies: (text, offers, abilities) => {
    const { quickReplies: limits } = abilities;
    const unit = labelUnitOf(abilities);
    if (!limits || offers.length > limits.max) {
      return undefined;
    }
    const labels = fitLabels(
      offers.map((it) => it.label),
      limits.label,
      unit,
    );
    return (
      labels &&
      below(text, limits.text, abilities, (last) => ({
        kind: "text",
        text: last,
        replies: offers.map(({ payload, imageUrl }, index) => ({
          label: labels[index] ?? "",
          payload,
          imageUrl: imageUrl || undefined,
        })),
      }))
    );
  },
  buttons: (text, offers, abilities) => {
    const { buttons: limits } = abilities;
    const unit = labelUnitOf(abilities);
    if (!limits || offers.length > limits.max) {
      return undefined;
    }
    const labels = fitLabels(
      offers.map((it) => it.label),
      limits.label,
      unit,
    );
    return (
      labels &&
      below(text, limits.text, abilities, (last) => ({
        kind: "buttons",
        text: last,
        buttons: offers.map(({ payload }, index) => ({
          type: "postback",
          label: labels[index] ?? "",
          payload,
        })),
      }))
    );
  },
  list: (text, offers, abilities) => {
    const { list: limits } = abilities;
    const unit = labelUnitOf(abilities);
    if (!limits || offers.length > limits.rows || limits.button < 1) {
      return undefined;
    }
    const labels = fitLabels(
      offers.map((it) => it.label),
      limits.label,
      unit,
    );
    return (
      labels &&
      below(text, limits.text, abilities, (last) => ({
        kind: "list",
        text: last,
        button: shortenText(listButton, limits.button, unit),
        rows: offers.map(({ label, description, payload }, index) => {
          const shown = labels[index] ?? "";
          const more = description ?? (shown === oneLine(label) ? "" : oneLine(label));
          const fitted = shortenText(more, limits.description, unit).trim();
          return { label: shown, description: fitted || undefined, payload };
        }),
      }))
    );
  },
};

/** Moves text that does not fit above the options into messages before; undefined if no text fits there at all. */
export function below(
  text: string,
  max: number,
  abilities: Abilities,
  compose: (last: string) => MessageContent,
): MessageContent[] | undefined {
  const { max: longest, unit } = abilities.text;
  const room = Math.min(max, longest);
  if (room < 4) {
    return undefined;
  }
  const parts = splitText(text, longest, unit, room);
  const last = parts.pop() ?? nothingToSay;
  return [...parts.map((part): MessageContent => ({ kind: "text", text: part })), compose(last)];
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}
