import type { MessageContent } from "@chatloom/flows-schema";
import type { Input, JsonObject } from "./input.ts";
import { isRouteToken } from "./route-token.ts";

const maxText = 10_000;

/** The words of an input: what was written, a caption, or the label that was tapped. */
export function spokenText(input: Input): string {
  if (input.type === "postback")
    return input.label ?? (isRouteToken(input.payload) ? "" : input.payload);
  if (input.type !== "message") return "";
  const { content } = input;
  if ("text" in content) return content.text.slice(0, maxText);
  return "caption" in content ? (content.caption ?? "").slice(0, maxText) : "";
}

/** What texts know about the contact's last message: `{{ message.text }}`, `{{ message.url }}`. */
export function messageView(input: Input): JsonObject | undefined {
  if (input.type === "postback") return { kind: "text", text: spokenText(input) };
  if (input.type !== "message") return undefined;
  const { content } = input;
  return { kind: content.kind, text: spokenText(input), ...details(content) };
}

function details(content: MessageContent): JsonObject {
  switch (content.kind) {
    case "image":
    case "video":
    case "audio":
    case "file":
    case "sticker":
      return {
        url: content.url,
        ...(content.fileId === undefined ? {} : { fileId: content.fileId }),
        ...(content.fileName === undefined ? {} : { fileName: content.fileName }),
        ...(content.mimeType === undefined ? {} : { mimeType: content.mimeType }),
      };
    case "location": {
      const { kind: _, ...place } = content;
      return place as JsonObject;
    }
    default:
      return {};
  }
}
