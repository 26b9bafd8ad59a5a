import {
  type ContentButton,
  type ContentCard,
  type ContentOf,
  contentInWords,
  defined,
  type MessageContent,
  type QuickReply,
  type RatingForm,
} from "@chatloom/flows-schema";
import { composeShop } from "./compose-shop.ts";

type Part = Record<string, unknown>;

/** A platform's rules for attachments. */
interface MetaPlatform {
  /** Whether a media file may be used again by the id that the platform gives it. */
  readonly reusable: boolean;
  /** The template with a picture or video above the buttons, where the platform has one for this content. */
  readonly media?: (content: ContentOf<"buttons">, buttons: readonly Part[]) => Part | undefined;
  /** The template with a form that asks for a rating, where the platform has one. */
  readonly rating?: (form: RatingForm) => Part;
  /** Options of a button that opens a page. */
  readonly page?: (button: UrlButton) => Part;
}
/** Stands for words that Meta demands and the content does not have. */
const noWords = "…";
type UrlButton = Extract<ContentButton, { type: "url" }>;

/** Composes the `message` of a send. */
export function composeMetaContent(content: MessageContent, platform: MetaPlatform): Part {
  const { reusable } = platform;
  switch (content.kind) {
    case "text":
      if (content.rating && platform.rating) {
        return template(platform.rating(content.rating));
      }
      return { text: content.text, ...quickReplies(content.replies, content.wants) };
    case "image":
    case "video":
    case "audio":
    case "file":
      return { ...media(content.kind, content.url, reusable), ...quickReplies(content.replies) };
    case "sticker":
      return media("image", content.url, reusable);
    case "buttons":
      return composeButtons(content, platform);
    case "cards":
      return template({
        template_type: "generic",
        elements: content.cards.map((it) => element(it, platform)),
      });
    case "list":
      return { text: content.text };
    case "products":
    case "coupon":
    case "receipt": {
      const payload = composeShop(content);
      return payload ? template(payload) : { text: contentInWords(content) };
    }
    case "location":
    case "contacts":
    case "locationRequest":
    case "form":
    case "template":
    case "reaction":
    case "unsupported":
      return { text: contentInWords(content) };
  }
}

/** Composes the options. One for the person's own number or address has no label: Meta shows the value, or nothing if it has none. */
function quickReplies(
  replies: readonly QuickReply[] = [],
  wants?: ContentOf<"text">["wants"],
): Part {
  const options: readonly Part[] = [
    ...replies.map((reply) => ({
      content_type: "text",
      title: reply.label,
      payload: reply.payload,
      ...defined({ image_url: reply.imageUrl }),
    })),
    ...(wants === "phone" ? [{ content_type: "user_phone_number" }] : []),
    ...(wants === "email" ? [{ content_type: "user_email" }] : []),
  ];
  return options.length === 0 ? {} : { quick_replies: options };
}

function media(type: "image" | "video" | "audio" | "file", url: string, reusable: boolean): Part {
  const payload = { url, is_reusable: reusable ? true : undefined };
  return { attachment: { type, payload } };
}

/** Composes a text with buttons. With a picture it becomes a card, if the words fit under one. */
function composeButtons(content: ContentOf<"buttons">, platform: MetaPlatform): Part {
  const { text, imageUrl } = content;
  const buttons = content.buttons.map((it) => button(it, platform));
  const media = platform.media?.(content, buttons);
  if (media !== undefined) {
    return template(media);
  }
  const words = imageUrl === undefined ? undefined : asTitle(text.trim() || noWords);
  return words === undefined
    ? template({ template_type: "button", text, buttons })
    : template({
        template_type: "generic",
        elements: [{ ...words, image_url: imageUrl, buttons }],
      });
}

function asTitle(text: string): { title: string; subtitle?: string } | undefined {
  if (text.length <= 80) {
    return { title: text };
  }
  const cut = text.lastIndexOf(" ", 80);
  const lines = text.indexOf("\n");
  const at = lines > 0 && lines <= 80 ? lines : cut;
  const title = text.slice(0, at).trim();
  const subtitle = text.slice(at).trim();
  return at > 0 && title !== "" && subtitle !== "" && subtitle.length <= 80
    ? { title, subtitle }
    : undefined;
}

function element(
  { title, subtitle, imageUrl, buttons }: ContentCard,
  platform: MetaPlatform,
): Part {
  const parts = defined({
    subtitle: subtitle === "" ? undefined : subtitle,
    image_url: imageUrl,
    buttons: buttons.length === 0 ? undefined : buttons.map((it) => button(it, platform)),
  });
  // A card may not be a title alone.
  return { title, ...(Object.keys(parts).length === 0 ? { subtitle: noWords } : parts) };
}

function button(it: ContentButton, { page }: MetaPlatform): Part {
  switch (it.type) {
    case "postback":
      return it.unlinks
        ? { type: "account_unlink" }
        : { type: "postback", title: it.label, payload: it.payload };
    case "url":
      // Messenger writes the words of such a button itself, and opens no other addresses.
      if (it.links && /^https:\/\//i.test(it.url)) {
        return { type: "account_link", url: it.url };
      }
      return { type: "web_url", title: it.label, url: it.url, ...page?.(it) };
    case "phone":
      return { type: "phone_number", title: it.label, payload: dialable(it.phone) };
  }
}

/** Writes a number as Meta takes it: `+<country code><number>`, digits only. */
function dialable(phone: string): string {
  const digits = phone.replace(/[^\d+]/g, "").replace(/(?!^)\+/g, "");
  return digits.startsWith("00") ? `+${digits.slice(2)}` : digits;
}

function template(payload: Part): Part {
  return { attachment: { type: "template", payload } };
}
