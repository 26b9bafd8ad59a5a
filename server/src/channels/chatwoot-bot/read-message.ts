import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import type { ChannelEvent, IncomingSender } from "../channel.ts";
import { chatwootContents, chatwootMoment } from "../chatwoot-contents.ts";
import { id, type Json, object, text, webAddress } from "../read-json.ts";
import { ownPrefix } from "./compose-message.ts";

/** The place of a message. A conversation is the contact's address: answers go into it. */
interface MessagePlace {
  readonly conversation: Json;
  readonly conversationId: string;
  readonly account: string;
}

/**
 * Reads a message of Chatwoot, from a webhook or its API: what the contact writes, and what others than us answer. Private notes and
 * notices give nothing.
 */
export function readBotMessage(
  message: Json,
  { conversation, conversationId, account }: MessagePlace,
  now: number,
): readonly ChannelEvent[] {
  const messageId = id(message.id);
  const incoming = message.message_type === "incoming" || message.message_type === 0;
  const outgoing = message.message_type === "outgoing" || message.message_type === 1;
  if (messageId === undefined || message.private === true || !(incoming || outgoing)) {
    return [];
  }
  const at = chatwootMoment(message.created_at, now);
  const person = personOf(conversationId, conversation, incoming ? object(message.sender) : {});
  return captioned(chatwootContents(message)).map((content, index): ChannelEvent => {
    const part = index === 0 ? messageId : `${messageId}:${index}`;
    const base = { id: `message:${part}`, account, at, messageId: part, content };
    if (incoming) {
      return { kind: "message", ...base, from: person };
    }
    const ours =
      text(message.source_id)?.startsWith(ownPrefix) === true ||
      object(message.sender).type === "agent_bot";
    return { kind: "echo", ...base, to: person, ours };
  });
}

/** The words beside one file are its caption. */
function captioned(contents: readonly MessageContent[]): readonly MessageContent[] {
  const [words, file, ...more] = contents;
  return words?.kind === "text" &&
    file &&
    "url" in file &&
    file.kind !== "sticker" &&
    more.length === 0
    ? [{ ...file, caption: words.text }]
    : contents;
}

function personOf(conversationId: string, conversation: Json, sender: Json): IncomingSender {
  const { sender: known } = object(conversation.meta);
  const contact = { ...object(known), ...sender };
  const profile = defined({
    name: text(contact.name)?.slice(0, 200),
    email: text(contact.email)?.slice(0, 200),
    phone: text(contact.phone_number)?.slice(0, 50),
    pictureUrl: webAddress(contact.thumbnail) ?? webAddress(contact.avatar),
  });
  return { id: conversationId, profile: Object.keys(profile).length > 0 ? profile : undefined };
}
