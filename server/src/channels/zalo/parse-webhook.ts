import type { ContactCard } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import type { ChannelEvent, IncomingSender } from "../channel.ts";
import { fingerprint } from "../fingerprint.ts";
import { id, type Json, list, object, text, timeOf } from "../read-json.ts";
import { anonymousAddress } from "./address.ts";
import { readPayload } from "./button-payload.ts";
import { parseZaloContent } from "./parse-content.ts";
import { emojiOf } from "./reaction-icons.ts";
import { parseTemplateNews } from "./templates.ts";

interface Base {
  readonly account: string | undefined;
  readonly at: number;
}
type Reader = (event: Json, base: Base) => readonly ChannelEvent[];

const readers: Readonly<Record<string, Reader>> = {
  follow: (event, base) => welcome(event, base, id(object(event.follower).id)),
  user_click_chatnow: (event, base) => welcome(event, base, id(event.user_id)),
  unfollow: (event, base) => {
    const from = id(object(event.follower).id);
    const about = { id: `unfollow:${fingerprint(event)}`, kind: "reachability" } as const;
    return from === undefined ? [] : [{ ...base, ...about, from: { id: from }, reachable: false }];
  },
  user_submit_info: submittedInfo,
  user_received_message: (event, base) => receipts(event, base, "delivered"),
  user_seen_message: (event, base) => receipts(event, base, "read"),
  user_reacted_message: reaction,
  change_template_status: templateNews,
  change_template_quality: templateNews,
};

/** Reads the one event of a Zalo webhook body. Group chats and the rest of what an OA reports become `ignored`. */
export function parseZaloWebhook(
  body: unknown,
  _settings: unknown,
  now: number,
): readonly ChannelEvent[] {
  const event = object(body);
  const name = text(event.event_name);
  if (name === undefined) {
    return [];
  }
  const base = { account: accountOf(event, name), at: timeOf(event.timestamp, now) };
  const read = Object.hasOwn(readers, name) ? readers[name] : readMessage(name);
  const events = read?.(event, base) ?? [];
  return events.length > 0
    ? events
    : [{ ...base, id: `${name}:${fingerprint(event)}`, kind: "ignored", what: name }];
}

/** The OA is the recipient of what people do, and the sender of the rest. */
function accountOf(event: Json, name: string): string | undefined {
  const { oa_id, sender, recipient } = event;
  const ofOa = /^oa_|^user_(?:received|seen)_message$/.test(name);
  return id(oa_id) ?? id(object(ofOa ? sender : recipient).id);
}

function templateNews(event: Json, base: Base): readonly ChannelEvent[] {
  const news = parseTemplateNews(event);
  const about = { id: `template:${fingerprint(event)}`, kind: "account" } as const;
  return news === undefined ? [] : [{ ...base, ...about, news }];
}

function readMessage(name: string): Reader | undefined {
  if (/^(?:user|anonymous)_send_(?!group_)/.test(name)) {
    return (event, base) => incoming(event, base, name.startsWith("anonymous"));
  }
  return /^oa_send_(?!group_|consent)/.test(name) ? echo : undefined;
}

function incoming(event: Json, base: Base, anonymous: boolean): readonly ChannelEvent[] {
  const message = object(event.message);
  const messageId = id(message.msg_id);
  const from = person(event.sender, message, anonymous);
  if (messageId === undefined || from === undefined) {
    return [];
  }
  const tap = readPayload(text(message.text) ?? "");
  if (tap) {
    return [{ ...base, id: messageId, kind: "postback", from, messageId, ...tap }];
  }
  const replyTo = defined({ replyTo: id(message.quote_msg_id) });
  return parseZaloContent(message).map((content, index) => {
    const part = index === 0 ? messageId : `${messageId}#${index}`;
    const common = { ...base, id: part, messageId: part, from, content };
    return { ...common, kind: "message", ...(index === 0 && replyTo) };
  });
}

function person(value: unknown, message: Json, anonymous: boolean): IncomingSender | undefined {
  const known = id(object(value).id);
  const conversation = id(message.conversation_id);
  if (known === undefined || !anonymous) {
    return known === undefined ? undefined : { id: known };
  }
  return conversation === undefined
    ? undefined
    : { id: anonymousAddress(known, conversation), anonymous: true };
}

/** Sent by us, by a person in Zalo's own tool, or by another system: only the id of the message tells. */
function echo(event: Json, base: Base): readonly ChannelEvent[] {
  const message = object(event.message);
  const messageId = id(message.msg_id);
  const anonymous = text(event.event_name)?.startsWith("oa_send_anonymous_") === true;
  const to = person(event.recipient, message, anonymous);
  if (messageId === undefined || to === undefined) {
    return [];
  }
  const [content = { kind: "unsupported", what: "echo" } as const] = parseZaloContent(message);
  return [{ ...base, id: messageId, kind: "echo", to, messageId, content, ours: false }];
}

function welcome(event: Json, base: Base, from: string | undefined): readonly ChannelEvent[] {
  const about = { id: `welcome:${fingerprint(event)}`, kind: "welcome" } as const;
  return from === undefined ? [] : [{ ...base, ...about, from: { id: from } }];
}

/** Reads the contact details that a person gave when they were asked for. */
function submittedInfo(event: Json, base: Base): readonly ChannelEvent[] {
  const from = id(object(event.sender).id) ?? id(event.user_id);
  const info = object(event.info);
  const phone = id(info.phone);
  const name = text(info.name);
  if (from === undefined || (phone ?? name) === undefined) {
    return [];
  }
  const parts = [info.address, info.ward, info.district, info.city].map(text);
  const address = text(info.full_address) ?? parts.filter((it) => it !== undefined).join(", ");
  const card: ContactCard = {
    name: name ?? phone ?? "",
    phones: phone === undefined ? [] : [phone],
    emails: [],
    addresses: address !== "" ? [address] : undefined,
    ...defined({ birthday: text(info.user_dob) }),
  };
  const profile = defined({ name, phone });
  const eventId = `info:${fingerprint(event)}`;
  return [
    {
      ...base,
      id: eventId,
      kind: "message",
      from: { id: from, profile },
      messageId: eventId,
      content: { kind: "contacts", contacts: [card] },
    },
  ];
}

function receipts(event: Json, base: Base, status: "delivered" | "read"): readonly ChannelEvent[] {
  const message = object(event.message);
  const to = id(object(event.recipient).id);
  const ids = [message.msg_id, ...list(message.msg_ids)].map(id).filter((it) => it !== undefined);
  return [...new Set(ids)].map((messageId) => ({
    ...base,
    id: `${status}:${messageId}`,
    kind: "status",
    status,
    messageId,
    to: to === undefined ? undefined : { id: to },
  }));
}

function reaction(event: Json, base: Base): readonly ChannelEvent[] {
  const { msg_id, react_icon } = object(event.message);
  const messageId = id(msg_id);
  const from = id(object(event.sender).id);
  if (messageId === undefined || from === undefined) {
    return [];
  }
  const icon = text(react_icon) ?? "";
  const emoji = icon === "/-remove" ? "" : emojiOf(icon);
  const about = { id: `reaction:${fingerprint(event)}`, kind: "reaction" } as const;
  return [{ ...base, ...about, from: { id: from }, messageId, emoji }];
}
