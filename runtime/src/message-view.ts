import type { MessageContent } from "@chatloom/flows-schema";
import { absoluteAddress } from "./file-address.ts";
import type { Input, JsonObject } from "./input.ts";
import { isRouteToken } from "./route-token.ts";
import { withoutUndefined } from "./without-undefined.ts";

const maxText = 10_000;

/** Returns the text of an input: the message, the caption, or the tapped label. A payload without a label has no text. */
export function spokenText(input: Input): string {
  if (input.type === "postback") {
    return input.label ?? "";
  }
  if (input.type === "welcome") {
    return input.text ?? "";
  }
  if (input.type !== "message") {
    return "";
  }
  const { content } = input;
  if ("text" in content) {
    return content.text.slice(0, maxText);
  }
  return "caption" in content ? (content.caption ?? "").slice(0, maxText) : "";
}

/**
 * Returns the contact's last message for texts: `{{ message.text }}`, `{{ message.url }}`; of a tap on a platform's own button
 * also `{{ message.payload }}`, of a form `{{ message.data.… }}`.
 */
export function messageView(input: Input, publicUrl: string): JsonObject | undefined {
  if (input.type === "welcome") {
    return input.text === undefined ? undefined : { kind: "text", text: input.text };
  }
  if (input.type === "postback") {
    const text = spokenText(input);
    return isRouteToken(input.payload)
      ? { kind: "text", text }
      : { kind: "text", text, payload: input.payload };
  }
  if (input.type !== "message") {
    return undefined;
  }
  const { content } = input;
  const { kind } = content;
  const text = spokenText(input);
  return kind === "image" || kind === "audio"
    ? { kind, text, messageId: input.messageId, ...details(content, publicUrl) }
    : { kind, text, ...details(content, publicUrl) };
}

function details(content: MessageContent, publicUrl: string): JsonObject {
  switch (content.kind) {
    case "image":
    case "video":
    case "audio":
    case "file":
    case "sticker":
      return withoutUndefined({
        url: absoluteAddress(content.url, publicUrl),
        fileId: content.fileId,
        fileName: content.fileName,
        mimeType: content.mimeType,
      });
    case "text":
      return content.data === undefined ? {} : { data: content.data as JsonObject };
    case "contacts":
      return { contacts: content.contacts as readonly JsonObject[] };
    case "location": {
      const { kind: _, ...place } = content;
      return place as JsonObject;
    }
    default:
      return {};
  }
}
