import { defined } from "@chatloom/flows-schema";
import type { ChannelEvent, IncomingSender } from "../channel.ts";
import { fingerprint } from "../fingerprint.ts";
import { id, type Json, json, list, object, text, timeOf } from "../read-json.ts";
import { parseTiktokContent } from "./parse-content.ts";
import { parseReferral } from "./parse-referral.ts";

/** The fields that all events of a webhook share. */
interface Place {
  readonly account: string | undefined;
  readonly at: number;
}

/** The events of a TikTok webhook. Its content is JSON within JSON. */
export function parseTiktokWebhook(
  body: unknown,
  _settings: unknown,
  now: number,
): readonly ChannelEvent[] {
  const envelope = object(body);
  const event = text(envelope.event);
  if (event === undefined) {
    return [];
  }
  const given = envelope.content;
  const content = object(typeof given === "string" ? json(given) : given);
  const at = timeOf(content.timestamp, timeOf(envelope.create_time, now));
  const place = { account: id(envelope.user_openid), at };
  const read = Object.hasOwn(readers, event) ? readers[event] : undefined;
  const unused = (what: string): ChannelEvent => ({
    ...place,
    id: `${event}:${fingerprint(envelope)}`,
    kind: "ignored",
    what,
  });
  const events = read?.(content, place, unused) ?? [];
  return events.length > 0 ? events : [unused(event)];
}

type Unused = (what: string) => ChannelEvent;
type Reader = (content: Json, place: Place, unused: Unused) => readonly ChannelEvent[];

const readers: Readonly<Record<string, Reader>> = {
  im_receive_msg: (content, place) =>
    content.type === "reaction" ? reactions(content, place) : received(content, place),
  im_send_msg: sent,
  im_referral_msg: (content, place) => {
    const from = personOf(content, "from");
    const referral = parseReferral(content.referral);
    const eventId = `referral:${fingerprint(content)}`;
    return from && referral ? [{ ...place, id: eventId, kind: "referral", from, ...referral }] : [];
  },
  im_mark_read_msg: (content, place) => {
    const to = personOf(content, "from");
    const watermark = timeOf(object(content.read).last_read_timestamp, 0);
    const eventId = `read:${to?.id}:${watermark}`;
    return to && watermark > 0
      ? [{ ...place, id: eventId, kind: "status", to, watermark, status: "read" }]
      : [];
  },
};

/** Messages go to a conversation, so that is the address. The person's own id stays the same in other parts of TikTok's API. */
function personOf(content: Json, side: "from" | "to"): IncomingSender | undefined {
  const conversationId = id(content.conversation_id);
  if (conversationId === undefined) {
    return undefined;
  }
  const userId = id(object(content[`${side}_user`]).id);
  const username = text(content[side]);
  return {
    id: conversationId,
    aliases: userId === undefined ? undefined : [userId],
    // The name and the picture are told with the conversation.
    profileId: conversationId,
    profile: username === undefined ? undefined : { username },
  };
}

/** A tap on a button of a card comes as a text that names the button. */
function received(content: Json, place: Place): readonly ChannelEvent[] {
  const from = personOf(content, "from");
  const messageId = id(content.message_id);
  if (from === undefined || messageId === undefined) {
    return [];
  }
  const base = { ...place, id: messageId, from, messageId };
  const payload = text(object(content.reply_source_payload).reply_source_unique_id);
  const message = parseTiktokContent(content);
  if (payload !== undefined && message.kind === "text") {
    return [{ ...base, kind: "postback", payload, label: message.text }];
  }
  const replyTo = id(object(content.referenced_message_info).referenced_message_id);
  return [{ ...base, kind: "message", content: message, ...defined({ replyTo }) }];
}

function reactions(content: Json, place: Place): readonly ChannelEvent[] {
  const from = personOf(content, "from");
  const messageId = id(content.message_id);
  if (from === undefined || messageId === undefined) {
    return [];
  }
  return list(content.reaction).flatMap((value, index): ChannelEvent[] => {
    const { operation, emoji, original_msg_id } = object(value);
    const about = id(original_msg_id);
    const shown = operation === "REMOVE" ? "" : text(emoji);
    return about === undefined || shown === undefined
      ? []
      : [
          {
            ...place,
            id: `${messageId}:${index}`,
            kind: "reaction",
            from,
            messageId: about,
            emoji: shown,
          },
        ];
  });
}

/** Whatever the business sends comes back: what we sent, what people write in the app, and TikTok's automatic messages. */
function sent(content: Json, place: Place, unused: Unused): readonly ChannelEvent[] {
  const to = personOf(content, "to");
  const messageId = id(content.message_id);
  const automatic = text(content.auto_message_type);
  if (automatic !== undefined) {
    return [unused(`automatic message ${automatic}`)];
  }
  if (to === undefined || messageId === undefined) {
    return [];
  }
  if (content.type === "reaction") {
    return [unused("reaction of the business")];
  }
  const ours = object(content.message_tag).source === "API";
  const message = parseTiktokContent(content);
  return [
    { ...place, id: `echo:${messageId}`, kind: "echo", to, messageId, content: message, ours },
  ];
}
