import { defined } from "@chatloom/flows-schema";
import type { ChannelEvent, IncomingSender, ReplyToken } from "../channel.ts";
import { fingerprint } from "../fingerprint.ts";
import { id, type Json, object, objects, text, timeOf } from "../read-json.ts";
import { parseLineContent } from "./parse-content.ts";
import { readTapData } from "./tap-data.ts";

/** LINE takes a reply token for about a minute after the webhook. A push must still be possible when it is refused. */
const tokenMs = 50_000;
/** The token of a redelivered event is refused this long after the event. */
const redeliveredMs = 20 * 60_000;

interface Base {
  readonly id: string;
  readonly account: string | undefined;
  readonly at: number;
}

/** All events of a LINE webhook body. Only conversations with one person are answered: groups and rooms are ignored by name. */
export function parseLineWebhook(
  body: unknown,
  _settings: unknown,
  now: number,
): readonly ChannelEvent[] {
  const { destination, events } = object(body);
  return objects(events).map((event) => parseEvent(event, id(destination), now));
}

function parseEvent(event: Json, account: string | undefined, now: number): ChannelEvent {
  const type = text(event.type) ?? "unknown";
  const at = timeOf(event.timestamp, now);
  const base = { id: eventId(event), account, at };
  const unused = (what: string): ChannelEvent => ({ ...base, kind: "ignored", what });
  const source = object(event.source);
  if (event.mode === "standby") {
    return unused(`${type} while another module answers`);
  }
  // LINE's old way to test an address: messages of nobody.
  if (/^(0{32}|f{32})$/.test(text(event.replyToken) ?? "")) {
    return unused("test of the address");
  }
  if (source.type !== "user") {
    return unused(source.type === undefined ? type : `${type} in a ${id(source.type)}`);
  }
  const userId = id(source.userId);
  if (userId === undefined) {
    return unused(`${type} without a user`);
  }
  const known = { ...base, ...defined({ replyToken: tokenOf(event, at, now) }) };
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined;
  return read?.(event, known, { id: userId }) ?? unused(type);
}

/** Bodies of before 2022 and of some gateways have no `webhookEventId`. */
function eventId(event: Json): string {
  const { deliveryContext: _, ...lasting } = event;
  return id(event.webhookEventId) ?? id(object(event.message).id) ?? fingerprint(lasting);
}

function tokenOf(event: Json, at: number, now: number): ReplyToken | undefined {
  const value = text(event.replyToken);
  if (value === undefined) {
    return undefined;
  }
  const redelivered = object(event.deliveryContext).isRedelivery === true;
  const latest = redelivered ? at + redeliveredMs : Number.POSITIVE_INFINITY;
  return { value, until: Math.min(now + tokenMs, latest) };
}

type Reader = (event: Json, base: Base, from: IncomingSender) => ChannelEvent | undefined;

const readers: Readonly<Record<string, Reader>> = {
  message: (event, base, from) => {
    const message = object(event.message);
    const messageId = id(message.id);
    if (messageId === undefined) {
      return undefined;
    }
    const replyTo = id(message.quotedMessageId);
    const content = parseLineContent(message);
    return { ...base, kind: "message", from, messageId, content, ...defined({ replyTo }) };
  },
  unsend: (event, base, from) => {
    const messageId = id(object(event.unsend).messageId);
    return messageId === undefined ? undefined : { ...base, kind: "delete", from, messageId };
  },
  postback: (event, base, from) => {
    const { data, params } = object(event.postback);
    const given = text(data);
    // Only another tab of the menu was opened.
    if (given === undefined || object(params).newRichMenuAliasId !== undefined) {
      return undefined;
    }
    const { payload, label } = readTapData(given);
    return {
      ...base,
      kind: "postback",
      from,
      payload,
      ...defined({ label: picked(params) ?? label }),
    };
  },
  follow: (_event, base, from) => ({ ...base, kind: "welcome", from }),
  unfollow: (_event, base, from) => ({ ...base, kind: "reachability", from, reachable: false }),
};

/** The date or time that the contact picked. */
function picked(params: unknown): string | undefined {
  const { datetime, date, time } = object(params);
  return text(datetime) ?? text(date) ?? text(time);
}
