import { defined } from "@chatloom/flows-schema";
import { readContactFact } from "@chatloom/runtime";
import type { ChannelEvent, IncomingSender, Profile, SendFailure } from "../channel.ts";
import { fingerprint } from "../fingerprint.ts";
import { id, isObject, type Json, list, object, text, timeOf, webAddress } from "../read-json.ts";
import { parseHttpContent } from "./parse-content.ts";

/** The events of a body, as documented in `docs/en/channels/http.md`. What lacks a needed part is ignored, with its name. */
export function parseHttpWebhook(
  body: unknown,
  _settings: unknown,
  now: number,
): readonly ChannelEvent[] {
  return list(object(body).events).map((event) => parseEvent(object(event), now));
}

interface Base {
  readonly id: string;
  readonly account: undefined;
  readonly at: number;
}

function parseEvent(event: Json, now: number): ChannelEvent {
  const type = text(event.type) ?? "event without a type";
  const base: Base = {
    id: id(event.id) ?? `${type}:${fingerprint(event)}`,
    account: undefined,
    at: timeIn(event.at, now),
  };
  const ignored = (what: string): ChannelEvent => ({ ...base, kind: "ignored", what });
  // Without an id a redelivery could not be told from a second event.
  if (id(event.id) === undefined) {
    return ignored(`${type} without id`);
  }
  const from = senderOf(event.contact);
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (read === undefined) {
    return ignored(type);
  }
  if (from === undefined) {
    return ignored(`${type} without contact.id`);
  }
  return read(event, from, base) ?? ignored(`${type} that is not complete`);
}

type Reader = (event: Json, from: IncomingSender, base: Base) => ChannelEvent | undefined;
const readers: Readonly<Record<string, Reader>> = {
  message(event, from, base) {
    const content = parseHttpContent(event);
    if (content === undefined) {
      return undefined;
    }
    const messageId = id(event.messageId) ?? base.id;
    const replyTo = defined({ replyTo: id(event.replyTo) });
    return { kind: "message", from, messageId, content, ...base, ...replyTo, ...referralOf(event) };
  },
  postback(event, from, base) {
    const payload = text(event.payload);
    if (payload === undefined) {
      return undefined;
    }
    const known = defined({ messageId: id(event.messageId), label: text(event.label) });
    return { ...base, kind: "postback", from, payload, ...known, ...referralOf(event) };
  },
  welcome: (event, from, base) => ({
    ...base,
    kind: "welcome",
    from,
    ...defined({ ref: text(event.ref) }),
  }),
  referral(event, from, base) {
    const ref = text(event.ref);
    const source = defined({ source: text(event.source) });
    return ref === undefined ? undefined : { ...base, kind: "referral", from, ref, ...source };
  },
  edit(event, from, base) {
    const messageId = id(event.messageId);
    const content = parseHttpContent(event);
    if (messageId === undefined || content === undefined) {
      return undefined;
    }
    return { ...base, kind: "edit", from, messageId, content };
  },
  delete(event, from, base) {
    const messageId = id(event.messageId);
    return messageId === undefined ? undefined : { ...base, kind: "delete", from, messageId };
  },
  reaction(event, from, base) {
    const messageId = id(event.messageId);
    if (messageId === undefined) {
      return undefined;
    }
    return { ...base, kind: "reaction", from, messageId, emoji: text(event.emoji) ?? "" };
  },
  status: parseStatus,
  echo(event, to, base) {
    const content = parseHttpContent(event);
    if (content === undefined) {
      return undefined;
    }
    const messageId = id(event.messageId) ?? base.id;
    return { ...base, kind: "echo", to, messageId, content, ours: false };
  },
  reachability: (event, from, base) =>
    typeof event.reachable === "boolean"
      ? { ...base, kind: "reachability", from, reachable: event.reachable }
      : undefined,
  addressChanged(event, from, base) {
    const previous = id(event.previous);
    return previous === undefined ? undefined : { ...base, kind: "addressChanged", from, previous };
  },
};

const statuses = ["sent", "delivered", "read", "failed"] as const;

/** By the id your system answered with, by the `Idempotency-Key` we sent, or for all messages up to a time. */
function parseStatus(event: Json, to: IncomingSender, base: Base): ChannelEvent | undefined {
  const status = statuses.find((it) => it === event.status);
  const watermark = timeIn(event.upTo, 0);
  const which = defined({
    messageId: id(event.messageId),
    correlation: id(event.idempotencyKey),
    watermark: watermark === 0 ? undefined : watermark,
  });
  if (status === undefined || Object.keys(which).length === 0) {
    return undefined;
  }
  const failure = status === "failed" ? { failure: failureOf(event.error) } : {};
  return { ...base, kind: "status", to, status, ...which, ...failure };
}

const failures = ["busy", "auth", "window", "unreachable", "content", "policy"] as const;

/** Why your system did not take or deliver a message; a kind it does not name is a fault of the content. */
export function failureOf(error: unknown): SendFailure {
  const { kind, code, message } = object(error);
  return {
    kind: failures.find((it) => it === kind) ?? "content",
    code: id(code) ?? "failed",
    message: text(message) ?? "The connected system could not deliver the message.",
  };
}

function senderOf(value: unknown): IncomingSender | undefined {
  const contact = object(value);
  const address = id(contact.id);
  if (address === undefined) {
    return undefined;
  }
  const names = [
    "name",
    "firstName",
    "lastName",
    "username",
    "phone",
    "email",
    "language",
  ] as const;
  const known = Object.fromEntries(names.map((name) => [name, text(contact[name])]));
  const profile: Profile = defined({
    ...known,
    country: readContactFact("country", contact.country),
    timeZone: readContactFact("timeZone", contact.timeZone),
    pictureUrl: webAddress(contact.pictureUrl),
  });
  const aliases = list(contact.aliases)
    .map(id)
    .filter((it) => it !== undefined);
  return {
    id: address,
    aliases: aliases.length > 0 ? aliases : undefined,
    profile: Object.keys(profile).length > 0 ? profile : undefined,
  };
}

function referralOf(event: Json): { referral?: { ref: string; source?: string } } {
  const { ref, source } = object(event.referral);
  const given = text(ref);
  if (!isObject(event.referral) || given === undefined) {
    return {};
  }
  return { referral: { ref: given, ...defined({ source: text(source) }) } };
}

/** ISO 8601, or epoch seconds or milliseconds. */
function timeIn(value: unknown, otherwise: number): number {
  const written = typeof value === "string" && !/^\d+$/.test(value);
  return timeOf(written ? Date.parse(value) : value, otherwise);
}
