import type { ChannelEvent } from "../channel.ts";
import { fingerprint } from "../fingerprint.ts";
import { id, isObject, type Json, object, objects, text, timeOf } from "../read-json.ts";
import { readBotMessage } from "./read-message.ts";
import type { ChatwootBotSettings } from "./settings.ts";

/** The owner of a conversation by its status: the bot has pending ones, and answers when a resolved one is opened again. */
const owners: Readonly<Record<string, "us" | "other">> = {
  open: "other",
  pending: "us",
  resolved: "us",
};

/** Reads a webhook of Chatwoot's agent bot, or of its account. */
export function parseChatwootBotWebhook(
  body: unknown,
  settings: ChatwootBotSettings,
  now: number,
): readonly ChannelEvent[] {
  const event = isObject(body) ? text(body.event) : undefined;
  if (!isObject(body) || event === undefined) {
    return [];
  }
  const conversation = event.startsWith("message_") ? object(body.conversation) : body;
  const account = accountOf(body, conversation, settings);
  const conversationId = id(conversation.id);
  const ignored: ChannelEvent = {
    kind: "ignored",
    id: fingerprint(body),
    account,
    at: now,
    what: event.slice(0, 100),
  };
  if (conversationId === undefined || settings.webhook === "off") {
    return [ignored];
  }
  const events = eventsOf(event, body, { conversation, conversationId, account }, now);
  return events.length > 0 ? events : [ignored];
}

function eventsOf(
  event: string,
  body: Json,
  place: { readonly conversation: Json; readonly conversationId: string; readonly account: string },
  now: number,
): readonly ChannelEvent[] {
  const { conversation } = place;
  switch (event) {
    case "message_created":
      return [...withPeople(body, place, now), ...readBotMessage(body, place, now)];
    case "message_updated":
      return chosen(body, place, now);
    case "conversation_status_changed":
    case "conversation_opened":
    case "conversation_resolved": {
      const status = text(conversation.status) ?? "";
      const owner = Object.hasOwn(owners, status) ? owners[status] : undefined;
      const at = timeOf(conversation.updated_at, timeOf(conversation.timestamp, now));
      const { conversationId, account } = place;
      const mark = `status:${conversationId}:${status}:${id(conversation.updated_at) ?? at}`;
      return owner === undefined
        ? []
        : [{ kind: "threadControl", id: mark, account, at, from: { id: conversationId }, owner }];
    }
    default:
      return [];
  }
}

/** A message in an open conversation tells that people have it, should that event be lost. */
function withPeople(
  body: Json,
  { conversation, conversationId, account }: Parameters<typeof eventsOf>[2],
  now: number,
): readonly ChannelEvent[] {
  const messageId = id(body.id);
  if (body.message_type !== "incoming" || conversation.status !== "open" || !messageId) {
    return [];
  }
  const open = { kind: "threadControl", owner: "other", account, at: now } as const;
  return [{ ...open, id: `open:${messageId}`, from: { id: conversationId } }];
}

/** The answer to a choice arrives as a change of the bot's message. */
function chosen(
  body: Json,
  { conversationId, account }: Parameters<typeof eventsOf>[2],
  now: number,
): readonly ChannelEvent[] {
  const messageId = id(body.id);
  const [first] = objects(object(body.content_attributes).submitted_values);
  const payload = text(first?.value);
  if (messageId === undefined || payload === undefined) {
    return [];
  }
  return [
    {
      kind: "postback",
      id: `chosen:${messageId}:${fingerprint(payload)}`,
      account,
      at: now,
      from: { id: conversationId },
      payload,
      label: text(first?.title) ?? payload,
    },
  ];
}

/** Messages name their account, changes of conversations only their inbox. */
function accountOf(
  body: Json,
  conversation: Json,
  { accountId, inboxId }: ChatwootBotSettings,
): string {
  const [message] = objects(conversation.messages);
  const account = id(object(body.account).id) ?? id(message?.account_id) ?? accountId;
  const inbox = id(conversation.inbox_id) ?? id(object(body.inbox).id) ?? inboxId;
  return `${account}/${inbox}`;
}
