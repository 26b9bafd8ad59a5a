import { defined } from "@chatloom/flows-schema";
import { readContactFact } from "@chatloom/runtime";
import type { ChannelEvent, IncomingSender } from "../channel.ts";
import { fingerprint } from "../fingerprint.ts";
import { id, type Json, object, text, timeOf, webAddress } from "../read-json.ts";
import { parseViberMessage } from "./parse-message.ts";

/** The fields that all events have. */
export interface EventBase {
  readonly id: string;
  readonly account: undefined;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The one event of a request. The body does not say which bot it is for: each has its own address. */
export function parseViberWebhook(
  content: unknown,
  _settings: unknown,
  now: number,
): readonly ChannelEvent[] {
  const body = object(content);
  const event = text(body.event);
  if (event === undefined) {
    return [];
  }
  const token = id(body.message_token) ?? fingerprint(content);
  const base = { id: `${event}:${token}`, account: undefined, at: timeOf(body.timestamp, now) };
  const read = Object.hasOwn(readers, event) ? readers[event] : undefined;
  return [read?.(body, base) ?? { ...base, kind: "ignored", what: event }];
}

const readers: Readonly<Record<string, (body: Json, base: EventBase) => ChannelEvent | undefined>> =
  {
    message: (body, base) => {
      const from = personOf(body.sender);
      const messageId = id(body.message_token);
      return from && messageId !== undefined
        ? parseViberMessage(object(body.message), { ...base, from, messageId })
        : undefined;
    },
    conversation_started: parseStart,
    subscribed: (body, base) => {
      const from = personOf(body.user);
      return from && { ...base, kind: "reachability", from, reachable: true };
    },
    unsubscribed: (body, base) => {
      const userId = id(body.user_id);
      return userId === undefined
        ? undefined
        : { ...base, kind: "reachability", from: { id: userId }, reachable: false };
    },
    delivered: (body, base) => parseStatus(body, base, "delivered"),
    seen: (body, base) => parseStatus(body, base, "read"),
    failed: (body, base) => parseStatus(body, base, "failed"),
  };

/** Someone opens the chat. Who has not subscribed gets the greeting as the answer to this request, and no flow can write yet. */
function parseStart(body: Json, base: EventBase): ChannelEvent | undefined {
  const from = personOf(body.user);
  if (from === undefined || body.subscribed !== true) {
    return undefined;
  }
  const ref = text(body.context);
  return ref === undefined
    ? { ...base, kind: "welcome", from, onlyIfNew: true }
    : { ...base, kind: "referral", from, ref };
}

function parseStatus(
  body: Json,
  base: EventBase,
  status: "delivered" | "read" | "failed",
): ChannelEvent | undefined {
  const [messageId, userId] = [id(body.message_token), id(body.user_id)];
  if (messageId === undefined) {
    return undefined;
  }
  const to = userId === undefined ? {} : { to: { id: userId } };
  const message = text(body.desc) ?? "Viber could not deliver the message.";
  const failure = { kind: "content", code: "failed", message } as const;
  return {
    ...base,
    kind: "status",
    ...to,
    messageId,
    status,
    failure: status === "failed" ? failure : undefined,
  };
}

function personOf(user: unknown): IncomingSender | undefined {
  const { id: userId, name, avatar, language, country } = object(user);
  const known = id(userId);
  if (known === undefined) {
    return undefined;
  }
  const profile = defined({
    name: text(name),
    language: text(language),
    country: readContactFact("country", country),
    pictureUrl: webAddress(avatar),
  });
  return { id: known, profile: Object.keys(profile).length > 0 ? profile : undefined };
}
