import { defined } from "@chatloom/flows-schema";
import type { ChannelEvent, IncomingSender } from "../channel.ts";
import { id, type Json, object, text } from "../read-json.ts";
import { parseDirectContents } from "./direct-contents.ts";
import { profileOf } from "./person.ts";
import { timeOfId } from "./place.ts";

interface Base {
  readonly id: string;
  readonly account: undefined;
  readonly at: number;
}

/** The types of messages that people write. Other types are notes, such as “pinned a message”. */
const written: ReadonlySet<unknown> = new Set([0, 19]);

/**
 * The events of one dispatch of the gateway. `mark` is the same when Discord tells it again.
 *
 * @param now Epoch milliseconds.
 */
export function parseDiscordDispatch(
  name: string,
  data: unknown,
  mark: string,
  now: number,
): readonly ChannelEvent[] {
  const part = object(data);
  const base = { id: mark, account: undefined, at: now };
  if (id(part.guild_id) !== undefined) {
    return [{ ...base, kind: "ignored", what: `${name} in a server` }];
  }
  const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
  return read?.(part, base) ?? [{ ...base, kind: "ignored", what: name }];
}

const readers: Readonly<
  Record<string, (part: Json, base: Base) => readonly ChannelEvent[] | undefined>
> = {
  MESSAGE_CREATE: parseMessage,
  MESSAGE_UPDATE: parseEdit,
  MESSAGE_DELETE: parseDeletion,
  MESSAGE_REACTION_ADD: (part, base) => parseReaction(part, base, false),
  MESSAGE_REACTION_REMOVE: (part, base) => parseReaction(part, base, true),
};

function parseMessage(message: Json, base: Base): readonly ChannelEvent[] | undefined {
  const [messageId, from] = [id(message.id), senderOf(message)];
  if (messageId === undefined || from === undefined) {
    return undefined;
  }
  if (isByBot(message)) {
    return [{ ...base, kind: "ignored", what: "message by a bot" }];
  }
  if (!written.has(message.type)) {
    return [{ ...base, kind: "ignored", what: `message of type ${String(message.type)}` }];
  }
  const at = timeOfId(messageId) ?? base.at;
  const replyTo =
    message.type === 19 ? id(object(message.message_reference).message_id) : undefined;
  const contents = parseDirectContents(message);
  if (contents.length === 0) {
    return [{ ...base, kind: "ignored", what: "message without content" }];
  }
  return contents.map((content, index) => {
    const partId = index === 0 ? messageId : `${messageId}#${index}`;
    const answered = index === 0 ? defined({ replyTo }) : {};
    const shared = { ...base, id: partId, at, from, messageId: partId, content };
    return { ...shared, kind: "message", ...answered };
  });
}

function parseEdit(message: Json, base: Base): readonly ChannelEvent[] | undefined {
  const [messageId, from] = [id(message.id), senderOf(message)];
  const edited = text(message.edited_timestamp);
  if (messageId === undefined || from === undefined || edited === undefined || isByBot(message)) {
    return undefined;
  }
  const [content] = parseDirectContents(message);
  const at = Date.parse(edited);
  // The text beside a file is no content of its own.
  return content?.kind !== "text" || Number.isNaN(at)
    ? undefined
    : [{ ...base, id: `edit:${messageId}:${edited}`, at, kind: "edit", from, messageId, content }];
}

function parseDeletion(part: Json, base: Base): readonly ChannelEvent[] | undefined {
  const [messageId, channelId] = [id(part.id), id(part.channel_id)];
  return messageId === undefined || channelId === undefined
    ? undefined
    : [{ ...base, id: `delete:${messageId}`, kind: "delete", from: { id: channelId }, messageId }];
}

function parseReaction(
  part: Json,
  base: Base,
  isGone: boolean,
): readonly ChannelEvent[] | undefined {
  const [messageId, channelId] = [id(part.message_id), id(part.channel_id)];
  const { id: custom, name } = object(part.emoji);
  const shown = text(name);
  if (messageId === undefined || channelId === undefined || shown === undefined) {
    return undefined;
  }
  const emoji = isGone ? "" : id(custom) === undefined ? shown : `:${shown}:`;
  return [{ ...base, kind: "reaction", from: { id: channelId }, messageId, emoji }];
}

function isByBot(message: Json): boolean {
  return object(message.author).bot === true || message.webhook_id !== undefined;
}

/** The conversation is that of the direct messages, as with slash commands there. */
function senderOf(message: Json): IncomingSender | undefined {
  const [channelId, author] = [id(message.channel_id), object(message.author)];
  if (channelId === undefined || id(author.id) === undefined) {
    return undefined;
  }
  return { id: channelId, profile: profileOf(author) };
}
