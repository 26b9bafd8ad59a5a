import { defined } from "@chatloom/flows-schema";
import { cutText } from "../cut-text.ts";
import { fitsTemplate, type Panel } from "./panel.ts";

/** A message object of the Messaging API. */
export type LineMessage = Readonly<Record<string, unknown>>;

/** LINE's older limit; newer versions take 1,500. */
const longestAltText = 400;
/** Bytes: LINE takes 50 KB; the rest is the frame. */
const mostCarouselBytes = 48_000;
const mostBubbles = 12;
const mostColumns = 10;

/** One panel: a buttons template where it fits, else a Flex Message, which has room for more. */
export function panelMessage(panel: Panel): LineMessage {
  if (!fitsTemplate(panel, 160, 4)) {
    return flex([panel], bubble(panel));
  }
  return templateMessage([panel], { type: "buttons", ...templatePart(panel) });
}

/**
 * Panels side by side: a carousel template where all of them fit and are alike, else Flex Messages. Several messages only where
 * one would be too large.
 */
export function panelMessages(panels: readonly Panel[]): readonly LineMessage[] {
  const [first, ...others] = panels;
  if (first === undefined) {
    return [];
  }
  if (others.length === 0) {
    return [panelMessage(first)];
  }
  const alike = panels.every(
    (it) =>
      it.actions.length === first.actions.length &&
      (it.imageUrl === undefined) === (first.imageUrl === undefined) &&
      (it.title === undefined) === (first.title === undefined),
  );
  if (alike && panels.length <= mostColumns && panels.every((it) => fitsTemplate(it, 120, 3))) {
    return [templateMessage(panels, { type: "carousel", columns: panels.map(templatePart) })];
  }
  return inRows(panels).map((row) => flex(row, { type: "carousel", contents: row.map(bubble) }));
}

function templatePart({ title, text, imageUrl, actions }: Panel): LineMessage {
  return { ...defined({ thumbnailImageUrl: imageUrl, title }), text, actions };
}

function templateMessage(panels: readonly Panel[], template: LineMessage): LineMessage {
  return { type: "template", altText: altText(panels), template };
}

function flex(panels: readonly Panel[], contents: LineMessage): LineMessage {
  return { type: "flex", altText: altText(panels), contents };
}

function bubble({ title, text, imageUrl, actions }: Panel): LineMessage {
  const words = [
    ...(title === undefined ? [] : [{ type: "text", text: title, weight: "bold", wrap: true }]),
    ...(text === "" ? [] : [{ type: "text", text, wrap: true }]),
  ];
  const hero = {
    type: "image",
    url: imageUrl,
    size: "full",
    aspectRatio: "20:13",
    aspectMode: "cover",
  };
  return {
    type: "bubble",
    hero: imageUrl === undefined ? undefined : hero,
    body: words.length > 0 ? column(words) : undefined,
    footer:
      actions.length > 0
        ? column(actions.map((action) => ({ type: "button", height: "sm", action })))
        : undefined,
  };
}

function column(contents: readonly object[]): object {
  return { type: "box", layout: "vertical", spacing: "sm", contents };
}

/** Divides panels so that no carousel is too large. */
function inRows(panels: readonly Panel[]): Panel[][] {
  const rows: Panel[][] = [];
  let room = 0;
  for (const panel of panels) {
    const bytes = Buffer.byteLength(JSON.stringify(bubble(panel))) + 1;
    const row = rows.at(-1);
    if (row && row.length < mostBubbles && bytes <= room) {
      row.push(panel);
      room -= bytes;
    } else {
      rows.push([panel]);
      room = mostCarouselBytes - bytes;
    }
  }
  return rows;
}

/** Writes the text that notifications and old versions of LINE show. */
function altText(panels: readonly Panel[]): string {
  const words = panels.map(({ title, text }) => title ?? text).filter((it) => it !== "");
  return cutText(words.join(", ") || "…", longestAltText);
}
