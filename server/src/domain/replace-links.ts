import type { ContentButton, MessageContent } from "@chatloom/flows-schema";

/** Web addresses in a text. Punctuation at the end belongs to the sentence. */
const address = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}]/gi;

/** Replaces each web address that a contact can open in a message: in its texts, and behind its buttons. Approved templates stay. */
export function replaceLinks(
  content: MessageContent,
  replace: (url: string) => string,
): MessageContent {
  const inText = (text: string) => text.replace(address, replace);
  const onButton = (button: ContentButton): ContentButton =>
    button.type === "url" ? { ...button, url: replace(button.url) } : button;
  switch (content.kind) {
    case "text":
      return { ...content, text: inText(content.text) };
    case "buttons":
      return { ...content, text: inText(content.text), buttons: content.buttons.map(onButton) };
    case "cards":
      return {
        ...content,
        cards: content.cards.map((it) => ({ ...it, buttons: it.buttons.map(onButton) })),
      };
    case "image":
    case "video":
    case "audio":
    case "file":
      return content.caption === undefined
        ? content
        : { ...content, caption: inText(content.caption) };
    default:
      return content;
  }
}
