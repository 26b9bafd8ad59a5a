import { defined } from "@chatloom/flows-schema";
import type { ChannelEvent } from "../channel-event.ts";
import { fingerprint } from "../fingerprint.ts";
import { readGraphError } from "../meta/read-graph-error.ts";
import { id, type Json, object, objects, text, timeOf } from "../read-json.ts";
import { whatsappFailures } from "./errors.ts";
import { parseWhatsappContent } from "./parse-content.ts";
import { personOf } from "./sender.ts";

interface Place {
  readonly account: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Files of messages that are not older follow in webhooks of their own. */
const filesFollowMs = 14 * 86_400_000;

/**
 * Reads the chats that a business had in its WhatsApp Business app before it came to the Cloud API: in threads, and the files of the
 * newest messages one by one.
 */
export function parseWhatsappHistory(value: Json, place: Place): readonly ChannelEvent[] {
  const business = digits(object(value.metadata).display_phone_number);
  const chunks = objects(value.history).flatMap((chunk) => [
    ...objects(chunk.errors).map((error): ChannelEvent => {
      const { code } = readGraphError(error, whatsappFailures);
      return ignored(error, place, `history error ${code}`);
    }),
    ...objects(chunk.threads).flatMap((thread) => {
      const context = object(thread.context);
      const person = personOf(id(context.wa_id) ?? id(thread.id), id(context.user_id));
      return objects(thread.messages).map((it) => readMessage(it, person, place));
    }),
  ]);
  const files = objects(value.messages).map((message) => {
    const ours = digits(message.from) === business;
    const person = ours
      ? personOf(id(message.to), id(message.to_user_id))
      : personOf(id(message.from), id(message.from_user_id));
    return readMessage(message, person, place);
  });
  const events = [...chunks, ...files];
  return events.length > 0 ? events : [ignored(value, place, "history")];
}

function readMessage(
  message: Json,
  person: ReturnType<typeof personOf>,
  place: Place,
): ChannelEvent {
  const messageId = id(message.id);
  const type = text(message.type) ?? "unknown";
  if (messageId === undefined || person === undefined) {
    return ignored(message, place, `history ${type}`);
  }
  const { account, now } = place;
  const at = timeOf(message.timestamp, now);
  const base = { id: messageId, account, at };
  const awaited = type === "media_placeholder" && at > now - filesFollowMs;
  const content = awaited ? undefined : parseWhatsappContent(message);
  if (awaited || (content === undefined && type === "reaction")) {
    // The file has the same message id, so the placeholder must not take its place.
    return { ...base, id: `history:${messageId}`, kind: "ignored", what: `history ${type}` };
  }
  const shown = content ?? ({ kind: "unsupported", what: type } as const);
  const known = { messageId, content: shown, history: true } as const;
  const from = digits(message.from);
  const theirs = from === digits(person.id) || person.aliases?.includes(id(message.from) ?? "");
  return theirs
    ? { ...base, kind: "message", from: person, ...known }
    : { ...base, kind: "echo", to: { ...defined({ ...person }) }, ours: false, ...known };
}

function digits(value: unknown): string {
  return (id(value) ?? "").replace(/\D/g, "");
}

function ignored(part: Json, { account, now }: Place, what: string): ChannelEvent {
  return { id: `${what}:${fingerprint(part)}`, account, at: now, kind: "ignored", what };
}
