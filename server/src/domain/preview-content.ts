import type { MessageContent } from "@chatloom/flows-schema";

const most = 140;

/** A message in one line, for lists. Kinds without words give their name in brackets: `[image]`. */
export function previewContent(content: MessageContent): string {
  const words = wordsOf(content).replace(/\s+/gu, " ").trim();
  if (words === "") return `[${content.kind}]`;
  return words.length > most ? `${words.slice(0, most - 1)}…` : words;
}

function wordsOf(content: MessageContent): string {
  switch (content.kind) {
    case "text":
    case "buttons":
    case "list":
    case "locationRequest":
      return content.text;
    case "image":
    case "video":
    case "file":
      return content.caption ?? ("fileName" in content ? (content.fileName ?? "") : "");
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
