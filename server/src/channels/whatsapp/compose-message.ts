import {
  type ContentOf,
  contentInWords,
  defined,
  type MessageContent,
} from "@chatloom/flows-schema";
import type { ChannelCall, OutgoingMessage } from "../channel.ts";
import { graphCall } from "../meta/graph-call.ts";
import { composeForm, composeProducts } from "./compose-commerce.ts";
import {
  composeButtons,
  composeCarousel,
  composeList,
  composeQuickReplies,
} from "./compose-interactive.ts";
import { composeTemplate } from "./compose-template.ts";
import { isUserId } from "./sender.ts";
import type { WhatsappSettings } from "./settings.ts";

/** The call that sends a message through the Cloud API. */
export function composeWhatsappMessage(
  message: OutgoingMessage,
  settings: WhatsappSettings,
): ChannelCall {
  return messagesCall(settings, {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    ...recipient(message),
    ...composeWhatsappContent(message.content),
    context:
      message.replyTo !== undefined && message.content.kind !== "reaction"
        ? { message_id: message.replyTo }
        : undefined,
    biz_opaque_callback_data: message.id.slice(0, 512),
  });
}

/** The call that shows "typing…"; WhatsApp marks the contact's message as read with it, and needs one to answer. */
export function composeWhatsappTyping(
  { lastIncomingId }: Omit<OutgoingMessage, "content">,
  settings: WhatsappSettings,
): ChannelCall {
  if (lastIncomingId === undefined) {
    return { local: true };
  }
  return messagesCall(settings, {
    messaging_product: "whatsapp",
    status: "read",
    message_id: lastIncomingId,
    typing_indicator: { type: "text" },
  });
}

function messagesCall(settings: WhatsappSettings, json: unknown): ChannelCall {
  const path = `${settings.phoneNumberId}/messages`;
  return graphCall(settings, settings.accessToken, "POST", path, json);
}

/** By phone number and business-scoped id where both are known; the number needs its plus, or Meta may take it for a local one. */
function recipient({ to, aliases = [] }: OutgoingMessage): { to?: string; recipient?: string } {
  const addresses = [to, ...aliases];
  const phone = addresses.find((it) => /^\+?\d+$/.test(it));
  const userId = addresses.find(isUserId);
  if (phone === undefined && userId === undefined) {
    return { to };
  }
  return defined({
    to: phone === undefined ? undefined : `+${phone.replace("+", "")}`,
    recipient: userId,
  });
}

/** The part of the call's body that holds the content. */
function composeWhatsappContent(content: MessageContent): Record<string, unknown> {
  switch (content.kind) {
    case "text":
      return content.replies !== undefined && content.replies.length > 0
        ? composeQuickReplies(content.text, content.replies)
        : {
            type: "text",
            text: { body: content.text, preview_url: /https?:\/\//.test(content.text) },
          };
    case "image":
    case "video":
    case "file":
      return composeMedia(content);
    case "audio":
      return {
        type: "audio",
        audio: { link: content.url, voice: content.voice ? true : undefined },
      };
    case "sticker":
      return { type: "sticker", sticker: { link: content.url } };
    case "location":
      return {
        type: "location",
        location: {
          latitude: String(content.latitude),
          longitude: String(content.longitude),
          ...defined({ name: content.name, address: content.address }),
        },
      };
    case "contacts":
      return { type: "contacts", contacts: content.contacts.map(contact) };
    case "buttons":
      return composeButtons(content);
    case "list":
      return composeList(content);
    case "cards":
      return composeCarousel(content);
    case "locationRequest":
      return {
        type: "interactive",
        interactive: {
          type: "location_request_message",
          body: { text: content.text },
          action: { name: "send_location" },
        },
      };
    case "products":
      return composeProducts(content);
    case "form":
      return composeForm(content);
    case "coupon":
    case "receipt":
      return { type: "text", text: { body: contentInWords(content) } };
    case "template":
      return composeTemplate(content);
    case "reaction":
      return {
        type: "reaction",
        reaction: { message_id: content.messageId, emoji: content.emoji },
      };
    case "unsupported":
      return { type: "text", text: { body: content.what, preview_url: false } };
  }
}

function composeMedia(content: ContentOf<"image" | "video" | "file">): Record<string, unknown> {
  const type = content.kind === "file" ? "document" : content.kind;
  const media = {
    link: content.url,
    ...defined({
      caption: content.caption === "" ? undefined : content.caption,
      filename: content.kind === "file" ? content.fileName : undefined,
    }),
  };
  if (content.replies !== undefined && content.replies.length > 0) {
    const { caption = "", ...header } = media;
    return composeQuickReplies(caption, content.replies, { type, [type]: header });
  }
  return { type, [type]: media };
}

function contact(card: ContentOf<"contacts">["contacts"][number]): Record<string, unknown> {
  // The platform takes no contact without a name; whoever has none is called by a number or address.
  const name = card.name.trim() || card.phones[0]?.trim() || card.emails[0]?.trim() || "–";
  const [first = name] = name.split(" ");
  return {
    name: { formatted_name: name, first_name: first },
    phones: card.phones.map((phone) => ({ phone, type: "CELL" })),
    emails: card.emails.map((email) => ({ email, type: "WORK" })),
    org: card.organization === undefined ? undefined : { company: card.organization },
  };
}
