import { type ContentButton, contentInWords, type MessageContent } from "@chatloom/flows-schema";
import type { ChannelCall, HttpCall, HttpReply, OutgoingMessage } from "../channel.ts";
import { cutText } from "../cut-text.ts";
import { object, text } from "../read-json.ts";
import { tiktokCall } from "./call.ts";
import type { TiktokSettings } from "./settings.ts";

type Part = Readonly<Record<string, unknown>>;
const send = "business/message/send";
const longestText = 6_000;
const longestButtonId = 40;

/** Uploads the picture of a message: TikTok fetches none by address. */
export function prepareTiktokMessage(
  { content }: OutgoingMessage,
  settings: TiktokSettings,
  replies: readonly HttpReply[],
): HttpCall | undefined {
  if (content.kind !== "image" || content.fileId === undefined || replies.length > 0) {
    return undefined;
  }
  const { fileId, fileName = "image", mimeType = "image/jpeg" } = content;
  const upload = { field: "file", fileId, fileName, mimeType };
  return tiktokCall(settings, "business/message/media/upload", { media_type: "IMAGE" }, upload);
}

/** The call that sends a message; `prepared` holds the answer to the upload of its picture. */
export function composeTiktokMessage(
  { to, content, replyTo }: OutgoingMessage,
  settings: TiktokSettings,
  [uploaded]: readonly HttpReply[] = [],
): ChannelCall {
  const mediaId = text(object(object(uploaded?.body).data).media_id);
  const part =
    mediaId === undefined
      ? partOf(content)
      : { message_type: "IMAGE", image: { media_id: mediaId } };
  return tiktokCall(settings, send, {
    recipient_type: "CONVERSATION",
    recipient: to,
    ...part,
    referenced_message_info:
      replyTo !== undefined && part.message_type === "TEXT"
        ? { referenced_message_id: replyTo }
        : undefined,
  });
}

/** The call that shows "typing…" for five seconds. */
export function composeTiktokTyping(
  { to }: Omit<OutgoingMessage, "content">,
  settings: TiktokSettings,
): ChannelCall {
  return tiktokCall(settings, send, {
    recipient_type: "CONVERSATION",
    recipient: to,
    message_type: "SENDER_ACTION",
    sender_action: "TYPING",
  });
}

function partOf(content: MessageContent): Part {
  switch (content.kind) {
    case "text":
      return words([content.text]);
    case "buttons":
      return buttons(content.text, content.buttons);
    case "list":
      return words([content.text, ...content.rows.map((it) => it.label)]);
    case "image":
    case "video":
    case "audio":
    case "file":
      return words([content.caption ?? content.fileName, content.url]);
    case "sticker":
      return words([content.emoji ?? content.url]);
    case "location":
    case "contacts":
    case "locationRequest":
    case "products":
    case "coupon":
    case "receipt":
    case "form":
    case "template":
    case "reaction":
    case "unsupported":
      return words([contentInWords(content)]);
    case "cards":
      return words(content.cards.flatMap((it) => [it.title, it.subtitle]));
  }
}

function words(lines: readonly (string | undefined)[]): Part {
  const body = lines.filter((it) => it !== undefined && it !== "").join("\n");
  return { message_type: "TEXT", text: { body: cutText(body, longestText) } };
}

/** A payload that is too long to come back is replaced by the label, as if it were typed. */
function buttons(title: string, given: readonly ContentButton[]): Part {
  return {
    message_type: "TEMPLATE",
    template: {
      type: "QA_BUTTON_CARD",
      title,
      buttons: given.map((it) => ({ type: "REPLY", title: it.label, id: idOf(it) })),
    },
  };
}

function idOf(button: ContentButton): string {
  const { label } = button;
  return button.type === "postback" && button.payload.length <= longestButtonId
    ? button.payload
    : label;
}
