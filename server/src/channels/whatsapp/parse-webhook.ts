import { defined } from "@chatloom/flows-schema";
import type { ChannelEvent } from "../channel.ts";
import { fingerprint } from "../fingerprint.ts";
import { readGraphError } from "../meta/read-graph-error.ts";
import { id, type Json, object, objects, text, timeOf } from "../read-json.ts";
import { whatsappFailures } from "./errors.ts";
import { parseAccountNews } from "./parse-account-news.ts";
import { parseWhatsappContent } from "./parse-content.ts";
import { parseWhatsappHistory } from "./parse-history.ts";
import { parseWhatsappMessage } from "./parse-message.ts";
import { personOf } from "./sender.ts";

/** All events of a WhatsApp webhook body: every entry, every change, every message and status. */
export function parseWhatsappWebhook(
  body: unknown,
  _settings: unknown,
  now: number,
): readonly ChannelEvent[] {
  const { object: kind, entry } = object(body);
  if (kind !== "whatsapp_business_account") {
    return [];
  }
  return objects(entry).flatMap((one) =>
    objects(one.changes).flatMap((change) =>
      parseChange(text(change.field) ?? "unknown", object(change.value), {
        owner: id(one.id),
        at: timeOf(one.time, now),
        now,
      }),
    ),
  );
}

interface Entry {
  /** The business account's id. */
  readonly owner: string | undefined;
  readonly at: number;
  readonly now: number;
}

function parseChange(field: string, value: Json, { owner, at, now }: Entry): ChannelEvent[] {
  const account = id(object(value.metadata).phone_number_id);
  switch (field) {
    case "messages":
      return parseMessages(value, account, now);
    case "smb_message_echoes":
      return objects(value.message_echoes).flatMap((echo) => parseEcho(echo, account, now));
    case "history":
      return [...parseWhatsappHistory(value, { account, now })];
    case "user_id_update":
      return objects(value.user_id_update).flatMap((it) => parseUserIdUpdate(it, account, now));
    default: {
      const news = parseAccountNews(field, value);
      const about = { id: `${field}:${at}:${fingerprint(value)}`, account, at };
      return news === undefined
        ? [ignored(value, account, now, field)]
        : [{ ...about, kind: "account", news, ...defined({ owner }) }];
    }
  }
}

function parseMessages(value: Json, account: string | undefined, now: number): ChannelEvent[] {
  const contacts = objects(value.contacts);
  const messages = objects(value.messages).map((message) =>
    parseWhatsappMessage(message, { account, contacts, now }),
  );
  const statuses = objects(value.statuses).map((status) => parseStatus(status, account, now));
  const errors = objects(value.errors).map((error) => {
    const { code } = readGraphError(error, whatsappFailures);
    return ignored(error, account, now, `error ${code}`);
  });
  return [...messages, ...statuses, ...errors].filter((event) => event !== undefined);
}

const meanings: Readonly<Record<string, "sent" | "delivered" | "read" | "failed">> = {
  sent: "sent",
  delivered: "delivered",
  read: "read",
  // A voice message that was listened to.
  played: "read",
  failed: "failed",
};

function parseStatus(
  status: Json,
  account: string | undefined,
  now: number,
): ChannelEvent | undefined {
  const messageId = id(status.id);
  const name = text(status.status);
  if (messageId === undefined || name === undefined) {
    return undefined;
  }
  const base = { id: `${messageId}:${name}`, account, at: timeOf(status.timestamp, now) };
  const meaning = Object.hasOwn(meanings, name) ? meanings[name] : undefined;
  if (meaning === undefined) {
    return { ...base, kind: "ignored", what: `status ${name}` };
  }
  const error = objects(status.errors)[0];
  return {
    ...base,
    kind: "status",
    messageId,
    status: meaning,
    ...defined({
      to: personOf(id(status.recipient_id), id(status.recipient_user_id)),
      failure: meaning === "failed" ? readGraphError(error, whatsappFailures) : undefined,
      correlation: text(status.biz_opaque_callback_data),
    }),
  };
}

/** Reads a message that the business wrote by hand in its WhatsApp app: a person took over. */
function parseEcho(echo: Json, account: string | undefined, now: number): ChannelEvent[] {
  const messageId = id(echo.id);
  if (messageId === undefined) {
    return [];
  }
  const base = { id: messageId, account, at: timeOf(echo.timestamp, now) };
  const to = personOf(id(echo.to), id(echo.to_user_id));
  if (to === undefined) {
    return [{ ...base, kind: "ignored", what: "echo without a recipient" }];
  }
  const content = parseWhatsappContent(echo);
  if (content === undefined) {
    return [{ ...base, kind: "ignored", what: `echo ${text(echo.type) ?? "unknown"}` }];
  }
  return [{ ...base, kind: "echo", to, messageId, content, ours: false }];
}

function parseUserIdUpdate(update: Json, account: string | undefined, now: number): ChannelEvent[] {
  const { previous, current } = object(update.user_id);
  const before = id(previous);
  const after = id(current);
  if (before === undefined || after === undefined) {
    return [];
  }
  const from = personOf(id(update.wa_id), after);
  if (from === undefined) {
    return [];
  }
  return [
    {
      id: `user_id_update:${before}:${after}`,
      account,
      at: timeOf(update.timestamp, now),
      kind: "addressChanged",
      from,
      previous: before,
    },
  ];
}

function ignored(part: Json, account: string | undefined, at: number, what: string): ChannelEvent {
  return { id: `${what}:${fingerprint(part)}`, account, at, kind: "ignored", what };
}
