import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import type { ChannelEvent, IncomingSender, Referral } from "../channel.ts";
import { id, isObject, type Json, object, text, timeOf, webAddress } from "../read-json.ts";
import { parseWhatsappContent } from "./parse-content.ts";
import { senderOf } from "./sender.ts";

interface Place {
  readonly account: string | undefined;
  readonly contacts: readonly Json[];
  readonly now: number;
}

/** Reads one entry of `messages`: usually a message or a tap, sometimes a reaction, an edit or a changed number. */
export function parseWhatsappMessage(
  message: Json,
  { account, contacts, now }: Place,
): ChannelEvent | undefined {
  const messageId = id(message.id);
  if (messageId === undefined) {
    return undefined;
  }
  const base = { id: messageId, account, at: timeOf(message.timestamp, now) };
  const ignored = (what: string): ChannelEvent => ({ ...base, kind: "ignored", what });
  const from = senderOf(message, contacts);
  if (message.type === "system") {
    return parseSystem(message, from, base) ?? ignored("system");
  }
  if (from === undefined) {
    return ignored("message without a sender");
  }
  if (message.group_id !== undefined) {
    return ignored("group message");
  }

  const tap = tapOf(message);
  const referral = referralOf(message);
  if (tap !== undefined) {
    return { ...base, kind: "postback", from, messageId, ...tap, ...referral };
  }
  switch (message.type) {
    case "reaction": {
      const reaction = object(message.reaction);
      const target = id(reaction.message_id);
      if (target === undefined) {
        return ignored("reaction");
      }
      return {
        ...base,
        kind: "reaction",
        from,
        messageId: target,
        emoji: text(reaction.emoji) ?? "",
      };
    }
    case "edit": {
      const edit = object(message.edit);
      const target = id(edit.original_message_id);
      const content = parseWhatsappContent(object(edit.message));
      if (target === undefined || content === undefined) {
        return ignored("edit");
      }
      return { ...base, kind: "edit", from, messageId: target, content };
    }
    case "revoke": {
      const target = id(object(message.revoke).original_message_id);
      if (target === undefined) {
        return ignored("revoke");
      }
      return { ...base, kind: "delete", from, messageId: target };
    }
    case "request_welcome":
      return { ...base, kind: "welcome", from };
  }
  const content = withData(
    parseWhatsappContent(message) ?? { kind: "unsupported", what: text(message.type) ?? "unknown" },
    contextData(object(message.context)),
  );
  const replyTo = id(object(message.context).id);
  const quiet = isObject(object(message.interactive).call_permission_reply) || undefined;
  return {
    ...base,
    kind: "message",
    from,
    messageId,
    content,
    ...defined({ replyTo, quiet }),
    ...referral,
  };
}

/** The product a question is about, and whether the message was passed on from another chat. */
function contextData(context: Json): Readonly<Record<string, unknown>> {
  const product = object(context.referred_product);
  const productId = id(product.product_retailer_id);
  return defined({
    product:
      productId === undefined
        ? undefined
        : { productId, ...defined({ catalogId: id(product.catalog_id) }) },
    forwarded: context.forwarded === true || context.frequently_forwarded === true || undefined,
  });
}

function withData(
  content: MessageContent,
  data: Readonly<Record<string, unknown>>,
): MessageContent {
  return content.kind === "text" && Object.keys(data).length > 0
    ? { ...content, data: { ...content.data, ...data } }
    : content;
}

/** A tap on something of ours: button, list row or template button. */
function tapOf(message: Json): { payload: string; label?: string } | undefined {
  if (message.type === "button") {
    const { payload, text: label } = object(message.button);
    const given = text(payload) ?? text(label);
    return given === undefined ? undefined : { payload: given, ...defined({ label: text(label) }) };
  }
  if (message.type !== "interactive") {
    return undefined;
  }
  const interactive = object(message.interactive);
  for (const kind of ["button_reply", "list_reply"]) {
    const { id: payload, title } = object(interactive[kind]);
    const given = id(payload);
    if (given !== undefined) {
      return { payload: given, ...defined({ label: text(title) }) };
    }
  }
  return undefined;
}

function referralOf(message: Json): { referral?: Referral } {
  const referral = object(message.referral);
  const ref = id(referral.source_id) ?? text(referral.ctwa_clid) ?? text(referral.source_url);
  if (ref === undefined) {
    return {};
  }
  const adId = referral.source_type === "ad" ? id(referral.source_id) : undefined;
  const known = {
    source: text(referral.source_type),
    headline: text(referral.headline),
    body: text(referral.body),
    url: webAddress(referral.source_url),
    clickId: text(referral.ctwa_clid),
    values: adId === undefined ? undefined : { ad_id: adId },
  };
  return { referral: { ref, ...defined(known) } };
}

function parseSystem(
  message: Json,
  from: IncomingSender | undefined,
  base: { readonly id: string; readonly account: string | undefined; readonly at: number },
): ChannelEvent | undefined {
  const system = object(message.system);
  const waId = id(system.wa_id);
  const userId = id(system.user_id);
  const current = system.type === "user_changed_number" ? (waId ?? userId) : (userId ?? waId);
  const previous =
    system.type === "user_changed_number"
      ? (id(message.from) ?? id(message.from_user_id))
      : (id(message.from_user_id) ?? id(message.from));
  const changed = system.type === "user_changed_number" || system.type === "user_changed_user_id";
  if (!changed || from === undefined || current === undefined || previous === undefined) {
    return undefined;
  }
  const aliases = [waId, userId].filter((it) => it !== undefined && it !== current) as string[];
  return {
    ...base,
    kind: "addressChanged",
    from: {
      id: current,
      aliases: aliases.length > 0 ? aliases : undefined,
      profile: waId !== undefined && /^\d+$/.test(waId) ? { phone: `+${waId}` } : undefined,
    },
    previous,
  };
}
