import type { ContentButton, ContentCard, ContentOf, QuickReply } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { cutText } from "../cut-text.ts";

type Part = Record<string, unknown>;
/** WhatsApp wants words above its buttons even under a picture that has none. */
const noWords = "👇";

/** Up to three options as reply buttons, with a picture, video or file above where given. */
export function composeQuickReplies(
  text: string,
  replies: readonly QuickReply[],
  header?: Part,
): Part {
  return interactive("button", text, {
    header,
    action: { buttons: replyButtons(replies) },
  });
}

/** Reply buttons, or the one button that opens a page. */
export function composeButtons({ text, buttons, imageUrl, videoUrl }: ContentOf<"buttons">): Part {
  const media = videoUrl === undefined ? imageUrl && imageHeader(imageUrl) : videoHeader(videoUrl);
  const header = media ? { header: media } : {};
  const [first] = buttons;
  if (first?.type === "url") {
    return interactive("cta_url", text, { ...header, action: openPage(first) });
  }
  const options = buttons.filter((button) => button.type === "postback");
  return interactive("button", text, {
    ...header,
    action: { buttons: replyButtons(options) },
  });
}

/** Up to ten options behind one button. */
export function composeList({ text, button, rows }: ContentOf<"list">): Part {
  return interactive("list", text, {
    action: {
      button,
      sections: [
        {
          rows: rows.map((row) => ({
            id: idOf(row, 200),
            title: row.label,
            ...defined({ description: row.description === "" ? undefined : row.description }),
          })),
        },
      ],
    },
  });
}

/** Cards side by side; the words above them, which WhatsApp needs, are the cards' titles. */
export function composeCarousel({ cards }: ContentOf<"cards">): Part {
  const titles = cards.map((card) => card.title).join(" · ");
  return interactive("carousel", cutText(titles, 1_024), {
    action: { cards: cards.map(carouselCard) },
  });
}

function carouselCard(card: ContentCard, index: number): Part {
  const [first] = card.buttons;
  const words = [card.title, card.subtitle]
    .filter((it) => it !== undefined && it !== "")
    .join("\n");
  return {
    card_index: index,
    // Also above quick replies: so it stands in Meta's own example.
    type: "cta_url",
    header: imageHeader(card.imageUrl ?? ""),
    body: { text: cutText(fewLines(words), 160) },
    action: first?.type === "url" ? openPage(first) : { buttons: cardReplies(card) },
  };
}

/** Meta's page gives these ids twenty characters. */
function cardReplies({ buttons }: ContentCard): readonly Part[] {
  const options = buttons.filter((button) => button.type === "postback");
  return options.map((option) => ({
    type: "quick_reply",
    quick_reply: { id: idOf(option, 20), title: option.label },
  }));
}

/** A carousel card may have two line breaks. */
function fewLines(text: string): string {
  const [first = "", second, ...rest] = text.split(/\n+/);
  return second === undefined
    ? first
    : [first, second, ...(rest.length > 0 ? [rest.join(" ")] : [])].join("\n");
}

/** The part of the body with an interactive message. */
export function interactive(type: string, text: string, parts: Part): Part {
  const body = { text: text.trim() === "" ? noWords : text };
  return { type: "interactive", interactive: { type, body, ...parts } };
}

interface Option {
  readonly label: string;
  readonly payload: string;
}

function replyButtons(options: readonly Option[]): readonly Part[] {
  return options.map((option) => ({
    type: "reply",
    reply: { id: idOf(option, 256), title: option.label },
  }));
}

/** A payload that is too long (not one of ours) comes back as the label, as if it had been typed. */
function idOf({ label, payload }: Option, max: number): string {
  return payload !== "" && payload.length <= max ? payload : cutText(label, max);
}

function openPage(button: Extract<ContentButton, { type: "url" }>): Part {
  return { name: "cta_url", parameters: { display_text: button.label, url: button.url } };
}

function imageHeader(link: string): Part {
  return { type: "image", image: { link } };
}

function videoHeader(link: string): Part {
  return { type: "video", video: { link } };
}
