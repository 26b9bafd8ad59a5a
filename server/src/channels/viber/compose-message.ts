import {
  type ContentButton,
  type ContentOf,
  contactsInWords,
  contentInWords,
  fileInWords,
  type MessageContent,
  placeInWords,
  type QuickReply,
} from "@chatloom/flows-schema";
import type { HttpCall, OutgoingMessage } from "../channel.ts";
import { viberCall } from "./call.ts";
import { carousel, keyboard, phoneKeyboard, placeKeyboard } from "./keyboard.ts";
import { sender } from "./sender.ts";
import type { ViberSettings } from "./settings.ts";
import { payloadsOf, writeTracking } from "./tracking.ts";

type Part = Readonly<Record<string, unknown>>;
type Options = readonly (ContentButton | QuickReply)[];

// https://developers.viber.com/docs/api/rest-bot-api/#message-types
const longestAddress = 2_000;
const longestCaption = 768;
const longestFileName = 256;
const longestContactName = 28;
const longestPhone = 18;
/** Since this version apps show carousels and taps without a bubble. */
const carouselVersion = 7;
/** Since this version apps have keys that send the person's place or number. */
const sharingVersion = 3;

/** Gives the call that sends a message. */
export function composeViberMessage(
  { to, content }: OutgoingMessage,
  settings: ViberSettings,
): HttpCall {
  const message = { receiver: to, min_api_version: 1, sender: sender(settings) };
  return viberCall(settings, "send_message", { ...message, ...partsOf(content) });
}

function partsOf(content: MessageContent): Part {
  switch (content.kind) {
    case "text":
      return content.wants === "phone"
        ? {
            ...text(content.text),
            min_api_version: sharingVersion,
            keyboard: phoneKeyboard(),
            tracking_data: writeTracking({ asksPhone: true }),
          }
        : text(content.text, content.replies);
    case "image":
      return isPicture(content.url)
        ? { ...picture(content.url, content.caption), ...options(content.replies) }
        : link(content);
    case "video":
    case "file":
      return file(content);
    case "audio":
      return file({ ...content, kind: "file" });
    case "buttons":
      return isPicture(content.imageUrl ?? "") && content.text.length <= longestCaption
        ? { ...picture(content.imageUrl ?? "", content.text), ...options(content.buttons) }
        : text(content.text, content.buttons);
    case "list":
      return text(content.text, content.rows);
    case "cards":
      return {
        min_api_version: carouselVersion,
        type: "rich_media",
        alt_text: content.cards.map(({ title }) => title).join("\n"),
        rich_media: carousel(content.cards),
      };
    case "location":
      return place(content);
    case "contacts":
      return contact(content);
    case "locationRequest":
      return {
        ...text(content.text),
        min_api_version: sharingVersion,
        keyboard: placeKeyboard(),
      };
    case "sticker":
      return text(content.emoji || content.url);
    case "products":
    case "coupon":
    case "receipt":
    case "form":
    case "template":
    case "reaction":
    case "unsupported":
      return text(contentInWords(content));
  }
}

function text(words: string, given: Options = []): Part {
  return { type: "text", text: words, ...options(given) };
}

function options(given: Options = []): Part {
  if (given.length === 0) {
    return {};
  }
  const tracking = writeTracking({ options: payloadsOf(given) });
  return {
    keyboard: keyboard(given),
    tracking_data: tracking,
  };
}

function picture(url: string, caption = ""): Part {
  return { type: "picture", text: caption, media: url };
}

/** Viber wants to know the size, which is known of our own files only. */
function file(content: ContentOf<"video"> | ContentOf<"file">): Part {
  const { kind, url, size, fileName, replies } = content;
  if (size === undefined || !isSendable(url)) {
    return link(content);
  }
  const named = kind === "file" ? { file_name: (fileName ?? "file").slice(-longestFileName) } : {};
  return { type: kind, media: url, size, ...named, ...options(replies) };
}

function link(content: ContentOf<"image" | "video" | "file">): Part {
  return text(fileInWords(content), content.replies);
}

function isSendable(url: string): boolean {
  return url.length <= longestAddress && /^https?:\/\//.test(url);
}

/** Viber tells a picture by the ending of its address. */
function isPicture(url: string): boolean {
  return isSendable(url) && URL.canParse(url) && /\.(jpe?g|png|gif)$/i.test(new URL(url).pathname);
}

/** A place has no words in Viber; one with words goes as text with a link to the map. */
function place(content: ContentOf<"location">): Part {
  const { latitude, longitude, name, address } = content;
  if (name === undefined && address === undefined) {
    return { type: "location", location: { lat: String(latitude), lon: String(longitude) } };
  }
  return text(placeInWords(content));
}

/** Viber sends one short number at a time; anything more goes as text. */
function contact({ contacts }: ContentOf<"contacts">): Part {
  const [only, ...others] = contacts;
  const [phone, ...more] = only?.phones ?? [];
  const fits =
    only !== undefined &&
    phone !== undefined &&
    others.length + more.length + only.emails.length === 0 &&
    only.name.trim() !== "" &&
    only.name.length <= longestContactName &&
    phone.length <= longestPhone;
  if (fits) {
    return { type: "contact", contact: { name: only.name, phone_number: phone } };
  }
  return text(contactsInWords({ contacts }));
}
