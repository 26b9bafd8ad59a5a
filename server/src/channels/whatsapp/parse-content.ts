import type { ContactCard, MessageContent } from "@chatloom/flows-schema";
import { defined, id, type Json, number, object, objects, text } from "../read-json.ts";

/** The content of a WhatsApp message that says or shows something; undefined for taps, reactions, system notes and the unknown. */
export function parseWhatsappContent(message: Json): MessageContent | undefined {
  switch (message.type) {
    case "text": {
      const body = text(object(message.text).body);
      return body === undefined ? undefined : { kind: "text", text: body };
    }
    case "image":
    case "video":
      return media(message.type, object(message[message.type]));
    case "document":
      return media("file", object(message.document));
    case "audio":
      return audio(object(message.audio));
    case "sticker":
      return sticker(object(message.sticker));
    case "location":
      return location(object(message.location));
    case "contacts":
      return contacts(objects(message.contacts));
    case "order":
      return order(object(message.order));
    case "unsupported":
      return {
        kind: "unsupported",
        what: text(object(message.unsupported).type) ?? text(message.type) ?? "unknown",
      };
    default:
      return undefined;
  }
}

function file(part: Json) {
  const platformId = id(part.id);
  return platformId === undefined
    ? undefined
    : defined({ url: "", platformId, mimeType: text(part.mime_type) });
}

function media(kind: "image" | "video" | "file", part: Json): MessageContent | undefined {
  const found = file(part);
  return (
    found && {
      kind,
      ...found,
      ...defined({ fileName: text(part.filename), caption: text(part.caption) }),
    }
  );
}

function audio(part: Json): MessageContent | undefined {
  const found = file(part);
  return found && { kind: "audio", ...found, ...(part.voice === true && { voice: true }) };
}

function sticker(part: Json): MessageContent | undefined {
  const found = file(part);
  return found && { kind: "sticker", ...found };
}

function location(part: Json): MessageContent | undefined {
  const latitude = number(part.latitude, -90, 90);
  const longitude = number(part.longitude, -180, 180);
  if (latitude === undefined || longitude === undefined) return undefined;
  return {
    kind: "location",
    latitude,
    longitude,
    ...defined({ name: text(part.name), address: text(part.address) }),
  };
}

function contacts(cards: readonly Json[]): MessageContent | undefined {
  return cards.length === 0 ? undefined : { kind: "contacts", contacts: cards.map(contactCard) };
}

function contactCard(card: Json): ContactCard {
  const name = object(card.name);
  const phones = objects(card.phones).map((it) => text(it.phone) ?? withPlus(text(it.wa_id)));
  const emails = objects(card.emails).map((it) => text(it.email));
  return {
    name: text(name.formatted_name) ?? text(name.first_name) ?? "",
    phones: phones.filter((phone) => phone !== undefined),
    emails: emails.filter((email) => email !== undefined),
    ...defined({ organization: text(object(card.org).company) }),
  };
}

function withPlus(waId: string | undefined): string | undefined {
  return waId === undefined ? undefined : `+${waId}`;
}

/** An order has no content kind of its own: a flow and a member read it as text. */
function order(part: Json): MessageContent {
  const items = objects(part.product_items).map((item) => {
    const price = number(item.item_price);
    const cost = price === undefined ? "" : ` (${price} ${text(item.currency) ?? ""})`;
    return `${number(item.quantity) ?? 1} × ${id(item.product_retailer_id) ?? "?"}${cost}`;
  });
  const said = text(part.text);
  return { kind: "text", text: [...(said === undefined ? [] : [said]), ...items].join("\n") };
}
