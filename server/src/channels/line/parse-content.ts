import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { id, type Json, list, number, object, size, text, webAddress } from "../read-json.ts";
import { stickerAddress } from "./sticker-address.ts";

/** The content of a LINE message. A type that is not known, or that lacks its parts, becomes `unsupported` with LINE's name. */
export function parseLineContent(message: Json): MessageContent {
  const type = text(message.type) ?? "unknown";
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined;
  return read?.(message) ?? { kind: "unsupported", what: type };
}

const readers: Readonly<Record<string, (message: Json) => MessageContent | undefined>> = {
  text: (message) => {
    const said = text(message.text);
    return said === undefined ? undefined : { kind: "text", text: said };
  },
  image: (message) => file("image", message),
  video: (message) => file("video", message),
  audio: (message) => file("audio", message),
  file: (message) => file("file", message),
  location: place,
  sticker,
};

function file(
  kind: "image" | "video" | "audio" | "file",
  message: Json,
): MessageContent | undefined {
  const provider = object(message.contentProvider);
  const elsewhere = webAddress(provider.originalContentUrl);
  const platformId = provider.type === "external" ? elsewhere : id(message.id);
  if (platformId === undefined) {
    return undefined;
  }
  const known = { fileName: text(message.fileName), size: size(message.fileSize) };
  return { kind, url: elsewhere ?? "", platformId, ...defined(known) };
}

function place(message: Json): MessageContent | undefined {
  const latitude = number(message.latitude, -90, 90);
  const longitude = number(message.longitude, -180, 180);
  if (latitude === undefined || longitude === undefined) {
    return undefined;
  }
  const known = defined({ name: text(message.title), address: text(message.address) });
  return { kind: "location", latitude, longitude, ...known };
}

/** A sticker's own words, or what LINE says that it expresses, stand for it in texts. */
function sticker(message: Json): MessageContent | undefined {
  const packageId = id(message.packageId);
  const stickerId = id(message.stickerId);
  if (packageId === undefined || stickerId === undefined) {
    return undefined;
  }
  const keywords = list(message.keywords)
    .map(text)
    .filter((it) => it !== undefined)
    .slice(0, 3)
    .join(", ");
  const emoji = text(message.text) ?? text(keywords);
  const named = /^\d{1,20}$/.test(packageId) && /^\d{1,20}$/.test(stickerId);
  const platformId = named ? stickerAddress({ packageId, stickerId }) : undefined;
  return { kind: "sticker", url: platformId ?? "", ...defined({ platformId, emoji }) };
}
