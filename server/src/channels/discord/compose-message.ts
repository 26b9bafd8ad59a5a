import { contentInWords, fileInWords, type MessageContent } from "@chatloom/flows-schema";
import type { FileUpload, HttpCall, OutgoingMessage } from "../channel.ts";
import { cutText } from "../cut-text.ts";
import { asWritten } from "./as-written.ts";
import { discordCall, interactionCall, withFile } from "./call.ts";
import { boxes, type Component, menu, rows, withLongAddresses } from "./components.ts";
import { channelOfAddress } from "./place.ts";
import type { DiscordSettings } from "./settings.ts";

const longestContent = 2_000;
/** Marks a message of components alone. */
const componentsOnly = 32_768;

interface Said {
  readonly content?: string;
  readonly embeds?: readonly Component[];
  readonly components?: readonly Component[];
  readonly flags?: number;
}

/** Gives the call that sends a message: as the answer to a slash command that waits for it, or into the channel. */
export function composeDiscordMessage(
  { to, content, replyToken }: OutgoingMessage,
  settings: DiscordSettings,
): HttpCall {
  const upload = uploadOf(content);
  // A text such as “@everyone” must not notify anybody.
  const json = { ...sayOf(content, upload), allowed_mentions: { parse: [] } };
  const call =
    replyToken === undefined
      ? discordCall(settings, "POST", `channels/${channelOfAddress(to)}/messages`, json)
      : interactionCall(settings, replyToken, json);
  return upload ? withFile(call, upload) : call;
}

/** Gives the call that shows "is typing…" for ten seconds. */
export function composeDiscordTyping(
  { to }: Omit<OutgoingMessage, "content">,
  settings: DiscordSettings,
): HttpCall {
  return discordCall(settings, "POST", `channels/${channelOfAddress(to)}/typing`);
}

/** A file that is kept here, other than a picture, which is shown from its address. */
function uploadOf(content: MessageContent): FileUpload | undefined {
  if (content.kind !== "video" && content.kind !== "audio" && content.kind !== "file") {
    return undefined;
  }
  const { fileId, fileName = "file", mimeType = "application/octet-stream" } = content;
  return fileId === undefined ? undefined : { field: "files[0]", fileId, fileName, mimeType };
}

function sayOf(content: MessageContent, upload: FileUpload | undefined): Said {
  switch (content.kind) {
    case "text":
      return { ...words(content.text), ...tappable(rows(content.replies)) };
    case "image":
      return {
        ...words(content.caption ?? ""),
        ...picture(content.url),
        ...tappable(rows(content.replies)),
      };
    case "video":
    case "audio":
    case "file":
      return {
        ...words(upload ? (content.caption ?? "") : fileInWords(content)),
        ...tappable(rows(content.replies)),
      };
    case "buttons":
      return {
        ...words(withLongAddresses(content.text, content.buttons)),
        ...(content.imageUrl === undefined ? {} : picture(content.imageUrl)),
        ...tappable(rows(content.buttons)),
      };
    case "list":
      return { ...words(content.text), components: [menu(content.button, content.rows)] };
    case "cards":
      return { components: boxes(content.cards), flags: componentsOnly };
    case "sticker":
      return words(content.emoji || content.url);
    case "location":
    case "contacts":
    case "locationRequest":
    case "products":
    case "coupon":
    case "receipt":
    case "form":
    case "template":
    case "reaction":
    case "unsupported":
      return words(contentInWords(content));
  }
}

function words(text: string): Said {
  return text === "" ? {} : { content: asWritten(cutText(text, longestContent), longestContent) };
}

function picture(url: string): Said {
  return { embeds: [{ image: { url } }] };
}

function tappable(components: readonly Component[]): Said {
  return components.length === 0 ? {} : { components };
}
