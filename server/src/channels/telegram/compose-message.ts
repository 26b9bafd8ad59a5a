import {
  type ContentCard,
  type ContentOf,
  contentInWords,
  defined,
  fileInWords,
} from "@chatloom/flows-schema";
import type { ChannelCall, FileUpload, HttpCall, OutgoingMessage } from "../channel.ts";
import { botCall } from "./call.ts";
import { inlineKeyboard } from "./keyboard.ts";
import { numberOf, placeOf } from "./sender.ts";
import type { TelegramSettings } from "./settings.ts";

type Part = Record<string, unknown>;
type Method = readonly [method: string, parameters: Part, upload?: FileUpload | undefined];
const longestCaption = 1_024;

/**
 * The call that sends a message. Texts go as plain text, without a parse mode: what flows and contacts write shows as it
 * is, and no character can break a message.
 */
export function composeTelegramMessage(
  message: OutgoingMessage,
  settings: TelegramSettings,
): ChannelCall {
  const [method, parameters, upload] = markedUp(message);
  const json = {
    ...(method === "setMessageReaction"
      ? { chat_id: placeOf(message.to).chatId }
      : placeParameters(message.to)),
    ...parameters,
    reply_parameters:
      message.replyTo !== undefined && method !== "setMessageReaction"
        ? {
            message_id: numberOf(message.replyTo),
            allow_sending_without_reply: true,
          }
        : undefined,
  };
  return botCall(settings, method, json, upload);
}

/** Tells whether a message shows a reply keyboard, or takes one away. */
export function telegramKeyboard(message: OutgoingMessage): "shown" | "removed" | undefined {
  const [, { reply_markup: markup }] = markedUp(message);
  if (typeof markup !== "object" || markup === null) {
    return undefined;
  }
  if ("keyboard" in markup) {
    return "shown";
  }
  return "remove_keyboard" in markup ? "removed" : undefined;
}

/** Telegram keeps a reply keyboard until it is tapped. A message with buttons of its own cannot take it away: the next one does. */
function markedUp(message: OutgoingMessage): Method {
  const [method, parameters, upload] = methodFor(message);
  const takesAway =
    message.staleKeyboard === true &&
    parameters.reply_markup === undefined &&
    method !== "setMessageReaction";
  const reply_markup = takesAway ? { remove_keyboard: true } : parameters.reply_markup;
  return [method, { ...parameters, ...defined({ reply_markup }) }, upload];
}

/** The call that shows "typing…" for five seconds. */
export function composeTelegramTyping(
  { to }: Omit<OutgoingMessage, "content">,
  settings: TelegramSettings,
): HttpCall {
  return botCall(settings, "sendChatAction", { ...placeParameters(to), action: "typing" });
}

function placeParameters(address: string): Part {
  const { chatId, topic } = placeOf(address);
  return { chat_id: chatId, ...defined({ message_thread_id: topic }) };
}

function methodFor({ content, to }: OutgoingMessage): Method {
  switch (content.kind) {
    case "text":
      return content.wants === "phone" && isPrivate(to)
        ? askFor(content.text, { text: "📱", request_contact: true })
        : ["sendMessage", { text: content.text, ...inlineKeyboard(content.replies) }];
    case "image":
      return media("sendPhoto", "photo", content);
    case "video":
      return media("sendVideo", "video", content);
    case "file":
      return document(content);
    case "audio":
      return content.voice === true
        ? media("sendVoice", "voice", content)
        : media("sendAudio", "audio", content);
    case "sticker":
      return ["sendSticker", { sticker: content.url }];
    case "location":
      return place(content);
    case "contacts":
      return contact(content);
    case "buttons":
      return content.videoUrl === undefined
        ? illustrated(content.text, content.imageUrl, inlineKeyboard(content.buttons))
        : [
            "sendVideo",
            {
              video: content.videoUrl,
              ...captionOf(content.text),
              ...inlineKeyboard(content.buttons),
            },
          ];
    case "cards":
      return card(content.cards);
    case "locationRequest":
      return askFor(content.text, { text: "📍", request_location: true });
    case "reaction":
      return [
        "setMessageReaction",
        {
          message_id: numberOf(content.messageId),
          reaction: content.emoji === "" ? [] : [{ type: "emoji", emoji: content.emoji }],
        },
      ];
    case "list":
      return ["sendMessage", { text: content.text, ...inlineKeyboard(content.rows) }];
    case "products":
    case "coupon":
    case "receipt":
    case "form":
    case "template":
    case "unsupported":
      return ["sendMessage", { text: contentInWords(content) }];
  }
}

function media(
  method: string,
  key: string,
  content: ContentOf<"image" | "video" | "file" | "audio">,
): Method {
  const caption = "caption" in content && content.caption !== "" ? content.caption : undefined;
  return [
    method,
    { [key]: content.url, ...defined({ caption }), ...inlineKeyboard(content.replies) },
  ];
}

/** By address Telegram takes only these as documents: https://core.telegram.org/bots/api#sending-files */
const documentTypes = new Set(["application/pdf", "application/zip", "image/gif"]);

/** A file by its address, else uploaded if it is kept here, else as a link. */
function document(content: ContentOf<"file">): Method {
  const { url, fileId, fileName, mimeType, caption } = content;
  const type = mimeType?.split(";")[0]?.trim().toLowerCase();
  const byAddress =
    type === undefined ? /\.(pdf|zip|gif)$/i.test(pathOf(url)) : documentTypes.has(type);
  if (byAddress) {
    return media("sendDocument", "document", content);
  }
  if (fileId === undefined) {
    const text = fileInWords({ caption, fileName, url });
    return ["sendMessage", { text, ...inlineKeyboard(content.replies) }];
  }
  const [method, { document: _, ...parameters }] = media("sendDocument", "document", content);
  const name = fileName ?? "file";
  const upload = { field: "document", fileId, fileName: name, mimeType: type ?? unknownType };
  return [method, parameters, upload];
}

const unknownType = "application/octet-stream";

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}

/** A text under a picture; where it is too long for a caption, the picture shows as the text's preview. */
function illustrated(text: string, imageUrl: string | undefined, keyboard: Part): Method {
  if (imageUrl === undefined) {
    return ["sendMessage", { text, ...keyboard }];
  }
  if (text.length <= longestCaption) {
    return ["sendPhoto", { photo: imageUrl, ...captionOf(text), ...keyboard }];
  }
  const preview = { url: imageUrl, prefer_large_media: true, show_above_text: true };
  return ["sendMessage", { text, link_preview_options: preview, ...keyboard }];
}

function captionOf(text: string): Part {
  return text.trim() === "" ? {} : { caption: text };
}

function card(cards: readonly ContentCard[]): Method {
  const words = cards.map(({ title, subtitle }) =>
    [title, subtitle].filter((it) => it !== undefined && it !== "").join("\n"),
  );
  const imageUrl = cards.find((it) => it.imageUrl !== undefined)?.imageUrl;
  const buttons = cards.flatMap((it) => it.buttons);
  return illustrated(words.join("\n\n"), imageUrl, inlineKeyboard(buttons));
}

function place({ latitude, longitude, name, address }: ContentOf<"location">): Method {
  const at = { latitude, longitude };
  return name === undefined && address === undefined
    ? ["sendLocation", at]
    : ["sendVenue", { ...at, title: name || address || "", address: address || name || "" }];
}

/** Telegram sends one contact at a time; several, or one without a number, go as text. */
function contact({ contacts }: ContentOf<"contacts">): Method {
  const [only, ...others] = contacts;
  const [phone] = only?.phones ?? [];
  if (only === undefined || phone === undefined || others.length > 0) {
    const lines = contacts.map((it) => [it.name, ...it.phones, ...it.emails].join("\n"));
    return ["sendMessage", { text: lines.join("\n\n") }];
  }
  const [first = "", ...rest] = only.name.split(" ");
  const lastName = rest.join(" ");
  return [
    "sendContact",
    {
      phone_number: phone,
      first_name: first === "" ? phone : first,
      ...defined({ last_name: lastName === "" ? undefined : lastName }),
    },
  ];
}

/** Only a reply keyboard can ask for a location or the person's number. Its button shows a sign, which needs no language. */
function askFor(text: string, key: Part): Method {
  return [
    "sendMessage",
    {
      text,
      reply_markup: { keyboard: [[key]], resize_keyboard: true, one_time_keyboard: true },
    },
  ];
}

/** Groups, whose ids are negative, take no keyboard that asks for a number. */
function isPrivate(address: string): boolean {
  const { chatId } = placeOf(address);
  return typeof chatId === "number" && chatId > 0;
}
