import type { ContactCard, MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { formContent } from "../form-content.ts";
import { id, type Json, number, object, objects, text } from "../read-json.ts";

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
    // The shape of the on-premises API, which some providers still send.
    case "voice":
      return audio({ ...object(message.voice), voice: true });
    case "sticker":
      return sticker(object(message.sticker));
    case "location":
      return location(object(message.location));
    case "contacts":
      return contacts(objects(message.contacts));
    case "interactive":
      return interactive(object(message.interactive));
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
  return (
    found && {
      kind: "audio",
      ...found,
      voice: part.voice === true ? true : undefined,
      ...defined({ caption: text(part.caption) }),
    }
  );
}

function sticker(part: Json): MessageContent | undefined {
  const found = file(part);
  return found && { kind: "sticker", ...found };
}

function location(part: Json): MessageContent | undefined {
  const latitude = number(part.latitude, -90, 90);
  const longitude = number(part.longitude, -180, 180);
  if (latitude === undefined || longitude === undefined) {
    return undefined;
  }
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
    ...defined({
      organization: text(object(card.org).company),
      addresses: addressesOf(card),
      birthday: text(card.birthday),
    }),
  };
}

function addressesOf(card: Json): string[] | undefined {
  const lines = objects(card.addresses).map((it) =>
    [it.street, it.city, it.state, it.zip, it.country]
      .map(text)
      .filter((part) => part !== undefined)
      .join(", "),
  );
  const filled = lines.filter((line) => line !== "");
  return filled.length === 0 ? undefined : filled;
}

function withPlus(waId: string | undefined): string | undefined {
  return waId === undefined ? undefined : `+${waId}`;
}

/** A filled-in form (WhatsApp Flow), or the answer to a request to call. Taps are read in `parse-message.ts`. */
function interactive(part: Json): MessageContent | undefined {
  const form = object(part.nfm_reply);
  const answers = text(form.response_json);
  if (answers !== undefined) {
    return formContent(text(form.body) ?? text(form.name), answers, ["flow_token"]);
  }
  const permission = object(part.call_permission_reply);
  const response = text(permission.response);
  if (response === undefined) {
    return undefined;
  }
  const data = { response, ...defined({ expiresAt: id(permission.expiration_timestamp) }) };
  const answer = response === "accept" ? "Calls allowed" : "Calls not allowed";
  return { kind: "text", text: answer, data };
}

/** An order has no content kind of its own: a member reads it as text, a flow as data. */
function order(part: Json): MessageContent {
  const items = objects(part.product_items).map((item) => ({
    productId: id(item.product_retailer_id) ?? "?",
    quantity: number(item.quantity) ?? 1,
    ...defined({ price: number(item.item_price), currency: text(item.currency) }),
  }));
  const lines = items.map(({ productId, quantity, price, currency = "" }) => {
    const cost = price === undefined ? "" : ` (${price} ${currency})`;
    return `${quantity} × ${productId}${cost}`;
  });
  const said = text(part.text);
  return {
    kind: "text",
    text: [...(said === undefined ? [] : [said]), ...lines].join("\n") || "Order",
    data: { ...defined({ catalogId: id(part.catalog_id) }), items },
  };
}
