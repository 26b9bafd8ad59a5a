import { contentInWords } from "./content-in-words.ts";
import type { MessageContent } from "./message-content.ts";

/** The words of a message; empty where its kind has none. */
export function contentText(content: MessageContent): string {
  switch (content.kind) {
    case "text":
    case "buttons":
    case "list":
    case "locationRequest":
    case "products":
    case "form":
      return content.text;
    case "image":
    case "video":
    case "file":
      return content.caption ?? ("fileName" in content ? (content.fileName ?? "") : "");
    case "coupon":
    case "receipt":
      return contentInWords(content);
    case "cards":
      return content.cards.map((it) => it.title).join(" · ");
    case "contacts":
      return content.contacts.map((it) => it.name).join(", ");
    case "location":
      return content.name ?? content.address ?? "";
    case "template":
      return content.preview ?? content.name;
    case "reaction":
      return content.emoji;
    case "sticker":
      return content.emoji ?? "";
    case "audio":
    case "unsupported":
      return "";
  }
}
