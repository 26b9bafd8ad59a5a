import {
  type ContentButton,
  type ContentOf,
  contentInWords,
  fileInWords,
  type MessageContent,
} from "@chatloom/flows-schema";
import { addressBelow } from "../address-below.ts";
import type { HttpCall, HttpReply, OutgoingMessage } from "../channel.ts";
import { object, text } from "../read-json.ts";
import { readAddress } from "./address.ts";
import { writePayload } from "./button-payload.ts";
import { zaloCall, zaloHeaders } from "./call.ts";
import { composeZaloTemplate } from "./compose-template.ts";
import { dialableDigits } from "./dialable-digits.ts";
import { iconOf } from "./reaction-icons.ts";
import type { ZaloSettings } from "./settings.ts";

type Part = Record<string, unknown>;

/** Makes the call that uploads a file of ours before the message that shows it; undefined where there is none. */
export function prepareZaloMessage(
  { content }: OutgoingMessage,
  settings: ZaloSettings,
  replies: readonly HttpReply[],
): HttpCall | undefined {
  if (content.kind !== "file" || content.fileId === undefined || replies.length > 0) {
    return undefined;
  }
  const { fileId, fileName = "file", mimeType = "application/pdf" } = content;
  return {
    method: "POST",
    url: addressBelow(settings.apiBaseUrl, "v2.0/oa/upload/file"),
    headers: zaloHeaders(settings),
    json: {},
    upload: { field: "file", fileId, fileName, mimeType },
  };
}

/** Makes the call that sends a message. Whoever is not logged in is written to by the older API, which knows no buttons. */
export function composeZaloMessage(
  message: OutgoingMessage,
  settings: ZaloSettings,
  prepared: readonly HttpReply[] = [],
): HttpCall {
  const { content, to, replyTo } = message;
  const recipient = readAddress(to);
  const anonymous = "anonymous_id" in recipient;
  if (content.kind === "reaction") {
    const react_icon = content.emoji === "" ? "/-remove" : iconOf(content.emoji);
    if (react_icon !== undefined) {
      const sender_action = { react_icon, react_message_id: content.messageId };
      return zaloCall(settings, "POST", "v2.0/oa/message", { recipient, sender_action });
    }
  }
  if (content.kind === "template" && !anonymous) {
    return composeZaloTemplate(content, message, settings);
  }
  const token = text(object(object(prepared[0]?.body).data).token);
  const said = composeContent(content, token, anonymous);
  const quoted = replyTo !== undefined && said.attachment === undefined && !anonymous;
  return zaloCall(settings, "POST", anonymous ? "v2.0/oa/message" : "v3.0/oa/message/cs", {
    recipient,
    message: { ...said, quote_message_id: quoted ? replyTo : undefined },
  });
}

function composeContent(
  content: MessageContent,
  token: string | undefined,
  anonymous: boolean,
): Part {
  switch (content.kind) {
    case "image":
      return { ...words(content.caption), ...picture(content.url) };
    case "file":
      return token === undefined
        ? words(fileInWords(content))
        : { attachment: { type: "file", payload: { token } } };
    case "buttons":
      return anonymous ? words(inLines(content)) : buttons(content);
    default:
      return words(wordsOf(content));
  }
}

/** Zalo counts composed characters: a text must not grow by how it is encoded. */
function words(said: string | undefined): Part {
  return said === undefined || said === "" ? {} : { text: said.normalize("NFC") };
}

function wordsOf(content: MessageContent): string {
  switch (content.kind) {
    case "text":
    case "list":
      return content.text;
    case "cards":
      return content.cards.map((it) => it.title).join("\n");
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
      return contentInWords(content);
    default:
      return "url" in content ? content.url : "";
  }
}

function picture(url: string): Part {
  const elements = [{ media_type: "image", url }];
  return { attachment: { type: "template", payload: { template_type: "media", elements } } };
}

function buttons({ text: said, buttons: given }: ContentOf<"buttons">): Part {
  const payload = { buttons: given.map(button) };
  return { ...words(said), attachment: { type: "template", payload } };
}

function button(it: ContentButton): Part {
  const title = it.label.normalize("NFC");
  switch (it.type) {
    case "postback":
      return { title, type: "oa.query.hide", payload: writePayload(it.payload, title) };
    case "url":
      return { title, type: "oa.open.url", payload: { url: it.url } };
    case "phone":
      return { title, type: "oa.open.phone", payload: { phone_code: dialableDigits(it.phone) } };
  }
}

function inLines({ text: said, buttons: given }: ContentOf<"buttons">): string {
  const lines = given.map((it) =>
    it.type === "url"
      ? `${it.label}: ${it.url}`
      : it.type === "phone"
        ? `${it.label}: ${it.phone}`
        : `• ${it.label}`,
  );
  return [said, ...lines].join("\n");
}
