import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { id, type Json, json, object, objects, size, text, webAddress } from "../read-json.ts";

/** Reads the contents of a Zalo message: one for each attachment, or its text. */
export function parseZaloContent(message: Json): readonly MessageContent[] {
  const said = text(message.text);
  const attachments = objects(message.attachments);
  if (attachments.length === 0) {
    return said === undefined ? [] : [{ kind: "text", text: said }];
  }
  return attachments.map((it, index) => parseAttachment(it, index === 0 ? said : undefined));
}

function parseAttachment(attachment: Json, said: string | undefined): MessageContent {
  const type = text(attachment.type) ?? "unknown";
  const payload = object(attachment.payload);
  switch (type) {
    case "image":
    case "gif":
      return media("image", payload, said);
    case "video":
      return media("video", payload, said ?? text(payload.description));
    case "audio":
      return media("audio", payload, undefined);
    case "voice":
      return media("audio", payload, undefined);
    case "sticker":
      return media("sticker", payload, undefined);
    case "file":
      return media("file", payload, said);
    case "location":
      return location(payload, said);
    case "link":
      return link(payload, said);
    default:
      return template(payload, said) ?? { kind: "unsupported", what: type };
  }
}

function media(
  kind: "image" | "video" | "audio" | "file" | "sticker",
  payload: Json,
  caption: string | undefined,
): MessageContent {
  const url = webAddress(payload.url);
  if (url === undefined) {
    return { kind: "unsupported", what: kind };
  }
  const known = kind === "file" ? { fileName: text(payload.name), size: size(payload.size) } : {};
  const words = kind === "sticker" || kind === "audio" ? undefined : caption;
  return { kind, url, platformId: url, ...defined({ ...known, caption: words }) };
}

/** Coordinates are texts; the place's name is the text of the message. */
function location(payload: Json, said: string | undefined): MessageContent {
  const { latitude, longitude } = object(payload.coordinates);
  const [lat, long] = [degrees(latitude, 90), degrees(longitude, 180)];
  return lat === undefined || long === undefined
    ? { kind: "unsupported", what: "location" }
    : { kind: "location", latitude: lat, longitude: long, ...defined({ name: said }) };
}

function degrees(value: unknown, most: number): number | undefined {
  const read = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof read === "number" && Math.abs(read) <= most ? read : undefined;
}

/** Reads a link, or a business card: that is a link whose description is JSON with a phone number. */
function link(payload: Json, said: string | undefined): MessageContent {
  const description = text(payload.description);
  const card = object(json(description ?? ""));
  const phone = id(card.phone);
  if (phone !== undefined) {
    const name = text(payload.title) ?? said ?? phone;
    return { kind: "contacts", contacts: [{ name, phones: [phone], emails: [] }] };
  }
  const words = [said ?? text(payload.title), description, webAddress(payload.url)];
  const shown = [...new Set(words.filter((part) => part !== undefined))];
  return shown.length === 0
    ? { kind: "unsupported", what: "link" }
    : { kind: "text", text: shown.join("\n") };
}

/** Reads a message of the OA itself, which comes back as a reference to what was shown. */
function template(payload: Json, said: string | undefined): MessageContent | undefined {
  const words = said ?? text(payload.text);
  return words === undefined ? undefined : { kind: "text", text: words };
}
