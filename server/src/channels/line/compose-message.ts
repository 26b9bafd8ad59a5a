import { createHash } from "node:crypto";
import {
  type ContentOf,
  contentInWords,
  defined,
  type MessageContent,
  type QuickReply,
} from "@chatloom/flows-schema";
import type { ChannelCall, OutgoingMessage } from "../channel.ts";
import { cutText } from "../cut-text.ts";
import { type LineAction, tapAction } from "./action.ts";
import { lineCall } from "./call.ts";
import { imagemapOf } from "./imagemap.ts";
import { panelOf, panelOfButtons } from "./panel.ts";
import { type LineMessage, panelMessage, panelMessages } from "./panel-message.ts";
import { secureAddress } from "./secure-address.ts";
import type { LineSettings } from "./settings.ts";
import { stickerOf } from "./sticker-address.ts";

const mostMessages = 5;
/** Our copy of a recording does not tell how long it is, and LINE only shows the number. */
const assumedAudioMs = 60_000;
/** How long LINE shows that an answer is being written, in seconds; a message ends it. */
const typingSeconds = 20;

/** The call that sends a message: an answer by its reply token, which is free, else a push that LINE takes once for each key. */
export function composeLineMessage(
  { id, to, content, more = [], replyToken }: OutgoingMessage,
  settings: LineSettings,
): ChannelCall {
  const messages = [content, ...more].flatMap((it) => composeLineContent(it, settings));
  if (messages.length > mostMessages) {
    throw new Error(
      `LINE takes ${mostMessages} messages at once, and these are ${messages.length}`,
    );
  }
  return replyToken === undefined
    ? lineCall(
        settings,
        "POST",
        "message/push",
        { to, messages },
        { "x-line-retry-key": keyOf(id) },
      )
    : lineCall(settings, "POST", "message/reply", { replyToken, messages });
}

/** The call that shows a loading animation. */
export function composeLineTyping(
  { to }: Omit<OutgoingMessage, "content">,
  settings: LineSettings,
): ChannelCall {
  const json = { chatId: to, loadingSeconds: typingSeconds };
  return lineCall(settings, "POST", "chat/loading/start", json);
}

/** LINE takes UUIDs only. */
function keyOf(id: string): string {
  const hex = createHash("sha256").update(id).digest("hex");
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ];
  return [...parts, hex.slice(20, 32)].join("-");
}

function composeLineContent(
  content: MessageContent,
  settings: LineSettings,
): readonly LineMessage[] {
  switch (content.kind) {
    case "text":
      return [withReplies({ type: "text", text: content.text }, content.replies)];
    case "image":
    case "video":
    case "audio":
    case "file":
      return [withReplies(media(content, settings), content.replies)];
    case "sticker":
      return [sticker(content)];
    case "location":
      return [place(content)];
    case "buttons":
      return [
        imagemapOf(content) ??
          panelMessage(panelOfButtons(content.text, content.buttons, content.imageUrl)),
      ];
    case "list": {
      const buttons = content.rows.map((it) => ({ ...it, type: "postback" as const }));
      return [panelMessage(panelOfButtons(content.text, buttons))];
    }
    case "cards":
      return panelMessages(content.cards.map((it) => panelOf(it)));
    case "locationRequest": {
      const ask = { type: "location", label: "📍" };
      return [{ type: "text", text: content.text, quickReply: { items: [quickReply(ask)] } }];
    }
    case "contacts":
      return [
        plain(content.contacts.map((it) => [it.name, ...it.phones, ...it.emails].join("\n"))),
      ];
    case "products":
    case "coupon":
    case "receipt":
    case "form":
    case "template":
    case "reaction":
    case "unsupported":
      return [plain([contentInWords(content)])];
  }
}

function plain(paragraphs: readonly string[]): LineMessage {
  return { type: "text", text: cutText(paragraphs.join("\n\n"), 5_000) };
}

function withReplies(message: LineMessage, replies: readonly QuickReply[] = []): LineMessage {
  if (replies.length === 0) {
    return message;
  }
  const items = replies.map(({ label, payload, imageUrl }) =>
    quickReply(tapAction(label, payload), secureAddress(imageUrl)),
  );
  return { ...message, quickReply: { items } };
}

function quickReply(action: LineAction, imageUrl?: string): LineMessage {
  return { type: "action", ...defined({ imageUrl }), action };
}

/** Sends a file that LINE cannot fetch or show as a link. */
function media(
  content: ContentOf<"image" | "video" | "audio" | "file">,
  { videoPreviewUrl }: LineSettings,
): LineMessage {
  const originalContentUrl = secureAddress(content.url);
  const preview = secureAddress(videoPreviewUrl);
  if (originalContentUrl !== undefined) {
    switch (content.kind) {
      case "image":
        return { type: "image", originalContentUrl, previewImageUrl: originalContentUrl };
      case "audio":
        return { type: "audio", originalContentUrl, duration: assumedAudioMs };
      case "video":
        if (preview !== undefined) {
          return { type: "video", originalContentUrl, previewImageUrl: preview };
        }
    }
  }
  return plain([[content.caption ?? content.fileName, content.url].filter(Boolean).join("\n")]);
}

function sticker({ url, emoji }: ContentOf<"sticker">): LineMessage {
  const known = stickerOf(url);
  if (known) {
    return { type: "sticker", ...known };
  }
  const address = secureAddress(url);
  return address === undefined
    ? plain([emoji ?? url])
    : { type: "image", originalContentUrl: address, previewImageUrl: address };
}

/** LINE wants a title and an address. */
function place({ latitude, longitude, name, address }: ContentOf<"location">): LineMessage {
  const title = name || address || "📍";
  return {
    type: "location",
    title: cutText(title, 100),
    address: cutText(address || name || `${latitude}, ${longitude}`, 100),
    latitude,
    longitude,
  };
}
