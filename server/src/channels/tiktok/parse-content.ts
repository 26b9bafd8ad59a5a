import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { id, type Json, object, objects, text, webAddress } from "../read-json.ts";
import { mediaId } from "./media-id.ts";

/** The content of a TikTok message. A type that is not known, or that lacks its parts, becomes `unsupported` with TikTok's name. */
export function parseTiktokContent(message: Json): MessageContent {
  const type = text(message.type) ?? "unknown";
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined;
  return read?.(message, object(message[type])) ?? { kind: "unsupported", what: type };
}

type Reader = (message: Json, part: Json) => MessageContent | undefined;

const readers: Readonly<Record<string, Reader>> = {
  text: (_message, { body }) => {
    const said = text(body);
    return said === undefined ? undefined : { kind: "text", text: said };
  },
  image: (message, part) => file("image", message, part),
  video: (message, part) => file("video", message, part),
  sticker: (_message, part) => sticker(part),
  emoji: (_message, part) => sticker(part),
  share_post: (_message, part) => post(part),
  template: (_message, part) => card(part),
};

function file(kind: "image" | "video", message: Json, part: Json): MessageContent | undefined {
  const conversationId = id(message.conversation_id);
  const messageId = id(message.message_id);
  const given = id(part.media_id);
  if (conversationId === undefined || messageId === undefined || given === undefined) {
    return undefined;
  }
  const mediaType = kind === "image" ? "IMAGE" : "VIDEO";
  const platformId = mediaId({ conversationId, messageId, mediaId: given, mediaType });
  return { kind, url: "", platformId };
}

/** Their addresses need no credentials and last for a month: the server keeps a copy. */
function sticker({ url }: Json): MessageContent | undefined {
  const address = webAddress(url);
  return address === undefined ? undefined : { kind: "sticker", url: address, platformId: address };
}

function post({ embed_url, video_id }: Json): MessageContent | undefined {
  const address = webAddress(embed_url);
  const videoId = id(video_id);
  if (address === undefined) {
    return undefined;
  }
  return {
    kind: "text",
    text: address,
    data: { sharedPost: { url: address, ...defined({ videoId }) } },
  };
}

/** A card that was sent from elsewhere, in words. */
function card(part: Json): MessageContent | undefined {
  const lines = objects(part.elements).flatMap(({ title, buttons }) => [
    text(title),
    ...objects(buttons).map((it) => text(it.text)),
  ]);
  const words = lines.filter((it) => it !== undefined).join("\n");
  return words === "" ? undefined : { kind: "text", text: words };
}
