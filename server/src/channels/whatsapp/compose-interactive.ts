import type { ContentButton, ContentCard, ContentOf, QuickReply } from "@chatloom/flows-schema";
import { cutText } from "../cut-text.ts";
import { defined } from "../read-json.ts";

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
    ...(header && { header }),
    action: { buttons: replies.map((reply) => replyButton(reply.label, reply.payload)) },
  });
}

/** Reply buttons, or the one button that opens a page. */
export function composeButtons({ text, buttons, imageUrl }: ContentOf<"buttons">): Part {
  const header = imageUrl === undefined ? {} : { header: imageHeader(imageUrl) };
  const [first] = buttons;
  if (first?.type === "url") {
    return interactive("cta_url", text, { ...header, action: openPage(first) });
  }
  const options = buttons.filter((button) => button.type === "postback");
  return interactive("button", text, {
    ...header,
    action: { buttons: options.map((button) => replyButton(button.label, button.payload)) },
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
            id: row.payload,
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
    action: first?.type === "url" ? openPage(first) : { buttons: card.buttons.flatMap(quickReply) },
  };
}

function quickReply(button: ContentButton): readonly Part[] {
  return button.type === "postback"
    ? [{ type: "quick_reply", quick_reply: { id: button.payload, title: button.label } }]
    : [];
}

/** A carousel card may have two line breaks. */
function fewLines(text: string): string {
  const [first = "", second, ...rest] = text.split(/\n+/);
  return second === undefined
    ? first
    : [first, second, ...(rest.length > 0 ? [rest.join(" ")] : [])].join("\n");
}

function interactive(type: string, text: string, parts: Part): Part {
  const body = { text: text.trim() === "" ? noWords : text };
  return { type: "interactive", interactive: { type, body, ...parts } };
}

function replyButton(title: string, id: string): Part {
  return { type: "reply", reply: { id, title } };
}

function openPage(button: Extract<ContentButton, { type: "url" }>): Part {
  return { name: "cta_url", parameters: { display_text: button.label, url: button.url } };
}

function imageHeader(link: string): Part {
  return { type: "image", image: { link } };
}
