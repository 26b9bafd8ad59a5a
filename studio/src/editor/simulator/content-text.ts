import { contentInWords, type MessageContent } from "@chatloom/flows-schema";

/** A message in one line of text. */
export function contentText(content: MessageContent): string {
  switch (content.kind) {
    case "text":
    case "locationRequest":
      return withTaps(content.text, "replies" in content ? (content.replies ?? []) : []);
    case "buttons":
      return withTaps(content.text, content.buttons);
    case "products":
      return content.text;
    case "coupon":
    case "receipt":
      return contentInWords(content).replaceAll("\n", " · ");
    case "form":
      return withTaps(content.text, [{ label: content.button }]);
    case "list":
      return withTaps(content.text, content.rows);
    case "cards":
      return content.cards.map((card) => withTaps(card.title, card.buttons)).join(" | ");
    case "location":
      return content.name ?? `${content.latitude}, ${content.longitude}`;
    case "template":
      return content.preview ?? content.name;
    case "contacts":
      return content.contacts.map((it) => it.name).join(", ");
    case "reaction":
      return content.emoji;
    case "unsupported":
      return content.what;
    default:
      return [content.kind, "caption" in content ? content.caption : "", content.url]
        .filter(Boolean)
        .join(" ");
  }
}

function withTaps(text: string, taps: readonly { readonly label: string }[]): string {
  return taps.length === 0 ? text : `${text} [${taps.map((it) => it.label).join("] [")}]`;
}
