import { defined } from "@chatloom/flows-schema";
import type { IncomingSender, Profile } from "../channel.ts";
import { id, type Json, object, text } from "../read-json.ts";

/** The address to answer to: the chat, which for a private one is the person. */
export function chatAddress(chat: unknown): string | undefined {
  return id(object(chat).id);
}

/** Who a message is from. In groups the conversation is the group's; telling its people apart would split it. */
export function senderOf(message: Json): IncomingSender | undefined {
  const chatId = chatAddress(message.chat);
  if (chatId === undefined) {
    return undefined;
  }
  // In a forum each topic is a conversation of its own, and answers must name it.
  const topic = message.is_topic_message === true ? id(message.message_thread_id) : undefined;
  const address = topic === undefined ? chatId : `${chatId}/${topic}`;
  const chat = object(message.chat);
  const title = text(chat.title);
  const profile: Profile =
    title === undefined ? profileOf(object(message.from ?? message.chat)) : { name: title };
  return { id: address, profile: Object.keys(profile).length > 0 ? profile : undefined };
}

/** Reads a person, as Telegram describes them. */
export function profileOf(user: Json): Profile {
  const firstName = text(user.first_name);
  const lastName = text(user.last_name);
  const names = [firstName, lastName].filter((it) => it !== undefined);
  return defined({
    name: names.length === 0 ? undefined : names.join(" "),
    firstName,
    lastName,
    username: text(user.username),
    language: text(user.language_code),
  });
}

/** The chat and, in a forum, the topic of an address; see `senderOf`. */
export function placeOf(address: string): { chatId: number | string; topic?: number } {
  const [, chat = address, topic] = /^(-?\d{1,15})(?:\/(\d{1,15}))?$/.exec(address) ?? [];
  const chatId = /^-?\d{1,15}$/.test(chat) ? Number(chat) : chat;
  return topic === undefined ? { chatId } : { chatId, topic: Number(topic) };
}

/** A message's id, unique within the bot: Telegram numbers messages within a chat. */
export function messageIdOf(message: unknown): string | undefined {
  const { message_id, chat } = object(message);
  const number = id(message_id);
  const address = chatAddress(chat);
  return number === undefined || address === undefined ? undefined : `${address}:${number}`;
}

/** Telegram's own number of a message, from our id of it. */
export function numberOf(messageId: string): number {
  return Number(messageId.slice(messageId.lastIndexOf(":") + 1));
}
