import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import type { ChannelEvent, IncomingSender } from "../channel.ts";
import { id, type Json, number, object, size, text, webAddress } from "../read-json.ts";
import { divider } from "./keyboard.ts";
import { readTracking } from "./tracking.ts";

interface Base {
  readonly id: string;
  readonly account: undefined;
  readonly at: number;
  readonly from: IncomingSender;
  readonly messageId: string;
}

/** A message, or a tap: Viber sends what the button says, as if it had been typed. */
export function parseViberMessage(message: Json, base: Base): ChannelEvent {
  const said = message.type === "text" ? text(message.text) : undefined;
  const { messageId, ...rest } = base;
  const { options, start, ref, asksPhone = false } = readTracking(message.tracking_data);
  if (said !== undefined) {
    const [payload = "", label] = said.split(divider, 2);
    if (label !== undefined && payload !== "") {
      return { ...base, kind: "postback", payload, label };
    }
    if (said === start) {
      return { ...rest, kind: "welcome", text: said, ...defined({ ref }) };
    }
    const known = options && Object.hasOwn(options, said) ? text(options[said]) : undefined;
    if (known !== undefined) {
      return { ...base, kind: "postback", payload: known, label: said };
    }
  }
  const content = parseContent(message, asksPhone);
  if (content === undefined) {
    const { from: _, ...bare } = rest;
    return { ...bare, kind: "ignored", what: `message.${text(message.type) ?? "unknown"}` };
  }
  return { ...base, kind: "message", content, referral: ref === undefined ? undefined : { ref } };
}

function parseContent(message: Json, asksPhone: boolean): MessageContent | undefined {
  switch (message.type) {
    case "text": {
      const said = text(message.text);
      return said === undefined ? undefined : { kind: "text", text: said };
    }
    case "url": {
      const address = text(message.media);
      return address === undefined ? undefined : { kind: "text", text: address };
    }
    case "picture":
      return media("image", message);
    case "video":
      return media("video", message);
    case "file":
      return media("file", message);
    case "sticker":
      return sticker(message);
    case "location":
      return place(object(message.location));
    case "contact":
      return contact(object(message.contact), asksPhone);
    case undefined:
      return undefined;
    default:
      return { kind: "unsupported", what: text(message.type) ?? "message" };
  }
}

/** The address is good for an hour or so: the file is fetched from it at once. */
function media(kind: "image" | "video" | "file", message: Json): MessageContent | undefined {
  const url = webAddress(message.media);
  if (url === undefined) {
    return undefined;
  }
  const known = {
    fileName: text(message.file_name),
    size: size(message.size),
    caption: text(message.text),
  };
  return { kind, url, platformId: url, ...defined(known) };
}

function sticker(message: Json): MessageContent {
  const url = webAddress(message.media);
  return url === undefined
    ? { kind: "unsupported", what: "sticker" }
    : { kind: "sticker", url, platformId: url };
}

function place(location: Json): MessageContent | undefined {
  const latitude = number(Number(location.lat ?? Number.NaN), -90, 90);
  const longitude = number(Number(location.lon ?? Number.NaN), -180, 180);
  const address = text(location.address);
  return latitude === undefined || longitude === undefined
    ? undefined
    : { kind: "location", latitude, longitude, ...defined({ address }) };
}

/** A number that the key for the own one sent is international, mostly without the plus. */
function contact(card: Json, isOwn: boolean): MessageContent {
  const given = id(card.phone_number);
  const phone = isOwn && /^[1-9]\d{7,14}$/.test(given ?? "") ? `+${given}` : given;
  const name = text(card.name) ?? "";
  return {
    kind: "contacts",
    contacts: [{ name, phones: phone === undefined ? [] : [phone], emails: [] }],
  };
}
