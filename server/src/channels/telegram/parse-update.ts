import { defined } from "@chatloom/flows-schema";
import type { ChannelEvent } from "../channel.ts";
import { id, type Json, object, objects, text, timeOf } from "../read-json.ts";
import { parseTelegramContent } from "./parse-content.ts";
import { chatAddress, messageIdOf, senderOf } from "./sender.ts";
import type { TelegramSettings } from "./settings.ts";

interface Base {
  readonly id: string;
  readonly account: undefined;
  readonly at: number;
}

/** The one event of a Telegram update. The body does not say which bot it is for: each has its own address. */
export function parseTelegramUpdate(
  body: unknown,
  settings: TelegramSettings,
  now: number,
): readonly ChannelEvent[] {
  const update = object(body);
  const updateId = id(update.update_id);
  if (updateId === undefined) {
    return [];
  }
  const what = Object.keys(update).find((key) => key !== "update_id") ?? "empty update";
  const part = object(update[what]);
  const base = { id: updateId, account: undefined, at: timeOf(part.date, now) };
  const read = Object.hasOwn(readers, what) ? readers[what] : undefined;
  return [read?.(part, base, now, settings) ?? { ...base, kind: "ignored", what }];
}

type Reader = (
  part: Json,
  base: Base,
  now: number,
  settings: TelegramSettings,
) => ChannelEvent | undefined;
const readers: Readonly<Record<string, Reader>> = {
  message: parseMessage,
  edited_message: parseEdit,
  callback_query: parseTap,
  my_chat_member: parseMembership,
  message_reaction: parseReaction,
};

function parseMessage(
  message: Json,
  base: Base,
  _now: number,
  settings: TelegramSettings,
): ChannelEvent | undefined {
  const from = senderOf(message);
  const messageId = messageIdOf(message);
  if (from === undefined || messageId === undefined) {
    return undefined;
  }
  const movedTo = id(message.migrate_to_chat_id);
  if (movedTo !== undefined) {
    return { ...base, kind: "addressChanged", from: { id: movedTo }, previous: from.id };
  }
  if (object(message.from).is_bot === true) {
    return { ...base, kind: "ignored", what: "message by a bot" };
  }
  // A post of the linked channel, which Telegram copies into its discussion group.
  if (message.is_automatic_forward === true) {
    return { ...base, kind: "ignored", what: "post of the linked channel" };
  }
  const command = /^\/(\w+)(?:@(\w+))?(?:\s+(\S.*))?$/s.exec(text(message.text) ?? "");
  if (command?.[2] !== undefined && !isOurName(command[2], settings)) {
    return { ...base, kind: "ignored", what: "command for another bot" };
  }
  if (command?.[1] === "start") {
    const known = defined({ ref: command[3]?.trim() });
    return { ...base, kind: "welcome", from, text: "/start", ...known };
  }
  const content = parseTelegramContent(message);
  if (content === undefined) {
    return undefined;
  }
  const replyTo = messageIdOf(message.reply_to_message);
  return { ...base, kind: "message", from, messageId, content, ...defined({ replyTo }) };
}

/** Bots share groups; without a known name every command is taken for ours, as in a private chat. */
function isOurName(name: string, { botUsername }: TelegramSettings): boolean {
  if (botUsername === undefined || botUsername === "") {
    return true;
  }
  return botUsername.replace(/^@/, "").toLowerCase() === name.toLowerCase();
}

function parseEdit(message: Json, base: Base, now: number): ChannelEvent | undefined {
  const from = senderOf(message);
  const messageId = messageIdOf(message);
  const content = parseTelegramContent(message);
  if (from === undefined || messageId === undefined || content === undefined) {
    return undefined;
  }
  if (object(message.from).is_bot === true) {
    return { ...base, kind: "ignored", what: "message by a bot" };
  }
  const at = timeOf(message.edit_date, timeOf(message.date, now));
  return { ...base, at, kind: "edit", from, messageId, content };
}

/** A tap on an inline button. It has no time of its own: the message's date is when the buttons were sent. */
function parseTap(query: Json, base: Base, now: number): ChannelEvent | undefined {
  const tapId = id(query.id);
  const payload = text(query.data);
  const message = object(query.message);
  const from = senderOf({ from: query.from, chat: message.chat ?? privateChat(query.from) });
  if (tapId === undefined || payload === undefined || from === undefined) {
    return undefined;
  }
  const label = labelOf(message, payload);
  return { ...base, at: now, kind: "postback", from, payload, tapId, ...defined({ label }) };
}

function privateChat(user: unknown): Json {
  return { id: object(user).id, type: "private" };
}

/** Finds the label of the tapped button, where the message still shows it. */
function labelOf(message: Json, payload: string): string | undefined {
  const { inline_keyboard: rows } = object(message.reply_markup);
  const buttons = Array.isArray(rows) ? rows.flatMap(objects) : [];
  return text(buttons.find((button) => button.callback_data === payload)?.text);
}

/** The contact blocked the bot or came back; in groups, the bot was put out or in. */
function parseMembership(change: Json, base: Base): ChannelEvent | undefined {
  const from = senderOf(change);
  const before = isMember(object(change.old_chat_member).status);
  const after = isMember(object(change.new_chat_member).status);
  if (from === undefined || after === undefined || before === after) {
    return undefined;
  }
  return { ...base, kind: "reachability", from, reachable: after };
}

function isMember(status: unknown): boolean | undefined {
  if (typeof status !== "string") {
    return undefined;
  }
  return status !== "kicked" && status !== "left";
}

function parseReaction(reaction: Json, base: Base): ChannelEvent | undefined {
  const from = senderOf({ from: reaction.user, chat: reaction.chat });
  const chatId = chatAddress(reaction.chat);
  const messageId = id(reaction.message_id);
  if (from === undefined || chatId === undefined || messageId === undefined) {
    return undefined;
  }
  if (object(reaction.user).is_bot === true) {
    return undefined;
  }
  const given = objects(reaction.new_reaction);
  const emoji = text(given.find((it) => it.type === "emoji")?.emoji);
  if (emoji === undefined && given.length > 0) {
    return undefined;
  }
  return {
    ...base,
    kind: "reaction",
    from,
    messageId: `${chatId}:${messageId}`,
    emoji: emoji ?? "",
  };
}
