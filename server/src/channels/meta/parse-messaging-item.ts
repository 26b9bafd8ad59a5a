import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import type { ChannelEvent, Referral } from "../channel.ts";
import { fingerprint } from "../fingerprint.ts";
import { id, isObject, type Json, object, objects, text, timeOf } from "../read-json.ts";
import { isOwnDetail } from "./is-own-detail.ts";
import { type MessagingBase, senderOf } from "./messaging-base.ts";
import { parseFeedback } from "./parse-feedback.ts";
import { parseDelivery, parseRead } from "./parse-message-status.ts";

/** Where an item stands, and how its platform's messages are read. */
export interface MessagingPlace {
  readonly account: string | undefined;
  /** Ours, where it is known. */
  readonly appId: string | undefined;
  /** Epoch milliseconds, for an item without a time. */
  readonly now: number;
  readonly parseContents: (message: Json) => readonly MessageContent[];
}
/** Reads the events of one item of `messaging`: Messenger and Instagram share the shape. */
export function parseMessagingItem(item: Json, place: MessagingPlace): readonly ChannelEvent[] {
  const base = { account: place.account, at: timeOf(item.timestamp, place.now) };
  const what = Object.keys(readers).find((key) => isObject(item[key])) ?? "";
  const read = Object.hasOwn(readers, what) ? readers[what] : undefined;
  const events = read?.(object(item[what]), item, base, place);
  if (events !== undefined && events.length > 0) {
    return events;
  }
  const unknown = Object.keys(item).find(
    (key) => !["sender", "recipient", "timestamp"].includes(key),
  );
  return [ignored(item, base, what || unknown || "empty item")];
}

type Reader = (
  part: Json,
  item: Json,
  base: MessagingBase,
  place: MessagingPlace,
) => readonly ChannelEvent[];
const readers: Readonly<Record<string, Reader>> = {
  message: (message, item, base, place) =>
    message.is_echo === true
      ? parseEcho(message, item, base, place)
      : parseMessage(message, item, base, place),
  postback: parsePostback,
  referral: parseReferral,
  optin: parseReferral,
  reaction: parseReaction,
  delivery: parseDelivery,
  read: parseRead,
  message_edit: parseEdit,
  account_linking: parseAccountLink,
  messaging_feedback: parseFeedback,
  pass_thread_control: parseThreadControl,
  take_thread_control: parseThreadControl,
};

function parseMessage(
  message: Json,
  item: Json,
  base: MessagingBase,
  { parseContents }: MessagingPlace,
): readonly ChannelEvent[] {
  const messageId = id(message.mid);
  const from = senderOf(item);
  if (messageId === undefined || from === undefined) {
    return [];
  }
  if (message.is_deleted === true) {
    return [{ ...base, id: `delete:${messageId}`, kind: "delete", from, messageId }];
  }
  const referral = referralOf(message.referral ?? item.referral);
  const reply = object(message.quick_reply);
  const payload = text(reply.payload);
  const said = text(message.text);
  if (payload !== undefined && isOwnDetail(payload, said)) {
    const content = { kind: "text", text: payload } as const;
    return [{ ...base, id: messageId, kind: "message", from, messageId, content, ...referral }];
  }
  if (payload !== undefined) {
    const label = defined({ label: said });
    return [
      { ...base, id: messageId, kind: "postback", from, messageId, payload, ...label, ...referral },
    ];
  }
  const replyTo = defined({ replyTo: id(object(message.reply_to).mid) });
  const contents = parseContents(message);
  if (contents.length === 0) {
    const [command] = objects(message.commands);
    const name = text(command?.name);
    return name === undefined
      ? []
      : [
          {
            ...base,
            id: messageId,
            kind: "message",
            from,
            messageId,
            content: { kind: "text", text: `/${name}` },
          },
        ];
  }
  return contents.map((content, index) => {
    const part = index === 0 ? messageId : `${messageId}#${index}`;
    return {
      ...base,
      id: part,
      kind: "message" as const,
      from,
      messageId: part,
      content,
      ...(index === 0 && { ...replyTo, ...referral }),
    };
  });
}

function parseEcho(
  message: Json,
  item: Json,
  base: MessagingBase,
  { appId, parseContents }: MessagingPlace,
): readonly ChannelEvent[] {
  const messageId = id(message.mid);
  const to = id(object(item.recipient).id);
  if (messageId === undefined || to === undefined) {
    return [];
  }
  const otherApp = appId !== undefined && appId !== "" && id(message.app_id) !== appId;
  // Another app's metadata is not an outbox id of ours.
  const correlation = otherApp ? undefined : text(message.metadata);
  const [content] = parseContents(message);
  return [
    {
      ...base,
      id: messageId,
      kind: "echo",
      to: { id: to },
      messageId,
      content: content ?? { kind: "unsupported", what: "echo" },
      ours: correlation !== undefined,
      ...defined({ correlation }),
    },
  ];
}

/** Recognises Get Started, whatever payload the page's profile gives it. */
function isGetStarted(payload: string | undefined, title: string | undefined): boolean {
  return (
    /^get[_ -]?started/i.test(payload ?? "") || /^(get started|bắt đầu)$/i.test(title?.trim() ?? "")
  );
}

function parsePostback(postback: Json, item: Json, base: MessagingBase): readonly ChannelEvent[] {
  const from = senderOf(item);
  const label = text(postback.title);
  const payload = text(postback.payload) ?? label;
  if (from === undefined || payload === undefined) {
    return [];
  }
  const messageId = id(postback.mid);
  const eventId = messageId ?? `postback:${from.id}:${base.at}:${payload.slice(0, 200)}`;
  const referral = referralOf(postback.referral ?? item.referral);
  if (isGetStarted(text(postback.payload), label)) {
    const ref = defined({ ref: referral.referral?.ref, values: referral.referral?.values });
    const said = defined({ text: label });
    return [{ ...base, id: eventId, kind: "welcome", from, ...ref, ...said }];
  }
  const known = defined({ messageId, label });
  return [{ ...base, id: eventId, kind: "postback", from, payload, ...known, ...referral }];
}

function parseReferral(part: Json, item: Json, base: MessagingBase): readonly ChannelEvent[] {
  const from = senderOf(item);
  const { referral } = referralOf(part);
  if (from === undefined || referral === undefined) {
    return [];
  }
  return [{ ...base, id: `referral:${fingerprint(item)}`, kind: "referral", from, ...referral }];
}

function parseReaction(reaction: Json, item: Json, base: MessagingBase): readonly ChannelEvent[] {
  const from = senderOf(item);
  const messageId = id(reaction.mid);
  if (from === undefined || messageId === undefined) {
    return [];
  }
  const emoji =
    reaction.action === "unreact" ? "" : (text(reaction.emoji) ?? text(reaction.reaction) ?? "");
  return [
    { ...base, id: `reaction:${fingerprint(item)}`, kind: "reaction", from, messageId, emoji },
  ];
}

function parseEdit(edit: Json, item: Json, base: MessagingBase): readonly ChannelEvent[] {
  const from = senderOf(item);
  const messageId = id(edit.mid);
  const words = text(edit.text);
  if (from === undefined || messageId === undefined || words === undefined) {
    return [];
  }
  const content = { kind: "text" as const, text: words };
  return [
    {
      ...base,
      id: `edit:${messageId}:${id(edit.num_edit) ?? base.at}`,
      kind: "edit",
      from,
      messageId,
      content,
    },
  ];
}

/** Reads that the contact signed in on the company's page, or out by the button. The item has no id of its own. */
function parseAccountLink(link: Json, item: Json, base: MessagingBase): readonly ChannelEvent[] {
  const from = senderOf(item);
  const { status } = link;
  if (from === undefined || (status !== "linked" && status !== "unlinked")) {
    return [];
  }
  const linked = status === "linked";
  const code = linked ? text(link.authorization_code) : undefined;
  return [
    {
      ...base,
      id: `account:${fingerprint(item)}`,
      kind: "accountLink",
      from,
      linked,
      ...defined({ code }),
    },
  ];
}

/**
 * Reads who owns the thread now: Meta passes it between apps and the page's inbox. Without our app's id it cannot be told whether we
 * are the new owner.
 */
function parseThreadControl(
  control: Json,
  item: Json,
  base: MessagingBase,
  { appId }: MessagingPlace,
): readonly ChannelEvent[] {
  const from = senderOf(item);
  const owner = id(control.new_owner_app_id);
  if (from === undefined || owner === undefined || appId === undefined || appId === "") {
    return [];
  }
  const event = {
    ...base,
    id: `thread:${fingerprint(item)}`,
    kind: "threadControl" as const,
    from,
  };
  return [{ ...event, owner: owner === appId ? "us" : "other" }];
}

/** Reads a link, a shop's product or an ad. */
function referralOf(value: unknown): { referral?: Referral } {
  const part = object(value);
  const product = id(object(part.product).id);
  const ref = text(part.ref) ?? id(part.ad_id) ?? product;
  if (ref === undefined) {
    return {};
  }
  const source = text(part.source) ?? (product === undefined ? undefined : "PRODUCT");
  const ad = object(part.ads_context_data);
  const headline = text(ad.ad_title);
  const adId = id(part.ad_id);
  const values = adId === undefined ? undefined : { ad_id: adId };
  return { referral: { ref, ...defined({ source, headline, values }) } };
}

function ignored(item: Json, base: MessagingBase, what: string): ChannelEvent {
  return { ...base, id: `${what}:${fingerprint(item)}`, kind: "ignored", what };
}
