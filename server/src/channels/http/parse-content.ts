import type { ContactCard, MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import {
  isObject,
  type Json,
  list,
  number,
  objects,
  size,
  text,
  webAddress,
} from "../read-json.ts";

/** The content of an event: `text` alone, or `content` with a kind. Undefined where it is neither. */
export function parseHttpContent(event: Json): MessageContent | undefined {
  const said = text(event.text);
  if (!isObject(event.content)) {
    return said === undefined ? undefined : { kind: "text", text: said };
  }
  const { content } = event;
  switch (content.kind) {
    case "text": {
      const words = text(content.text);
      return words === undefined ? undefined : { kind: "text", text: words };
    }
    case "image":
    case "video":
    case "file": {
      const caption = defined({ caption: text(content.caption) });
      const found = file(content);
      return found && { kind: content.kind, ...found, ...caption };
    }
    case "audio": {
      const found = file(content);
      return found && { kind: "audio", ...found, voice: content.voice === true ? true : undefined };
    }
    case "sticker": {
      const found = file(content);
      return found && { kind: "sticker", ...found, ...defined({ emoji: text(content.emoji) }) };
    }
    case "location":
      return location(content);
    case "contacts": {
      const contacts = objects(content.contacts).map(contactCard);
      return contacts.length === 0 ? undefined : { kind: "contacts", contacts };
    }
    default: {
      const what = text(content.kind);
      return what === undefined ? undefined : { kind: "unsupported", what };
    }
  }
}

/** Only an address: ids of files kept here are not for others to name. */
function file(content: Json) {
  const url = webAddress(content.url);
  if (url === undefined) {
    return undefined;
  }
  const known = {
    mimeType: text(content.mimeType),
    fileName: text(content.fileName),
    size: size(content.size),
  };
  return { url, platformId: url, ...defined(known) };
}

function location(content: Json): MessageContent | undefined {
  const latitude = number(content.latitude, -90, 90);
  const longitude = number(content.longitude, -180, 180);
  if (latitude === undefined || longitude === undefined) {
    return undefined;
  }
  const known = defined({ name: text(content.name), address: text(content.address) });
  return { kind: "location", latitude, longitude, ...known };
}

function contactCard(card: Json): ContactCard {
  return {
    name: text(card.name) ?? "",
    phones: texts(card.phones),
    emails: texts(card.emails),
    ...defined({ organization: text(card.organization) }),
  };
}

function texts(value: unknown): string[] {
  return list(value)
    .map(text)
    .filter((it) => it !== undefined);
}
