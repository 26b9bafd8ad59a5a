import { contentText, type MessageContent } from "@chatloom/flows-schema";

const most = 140;

/** A message in one line, for lists. Kinds without words give their name in brackets: `[image]`. */
export function previewContent(content: MessageContent): string {
  const words = contentText(content).replace(/\s+/gu, " ").trim();
  if (words === "") {
    return `[${content.kind}]`;
  }
  return words.length > most ? `${words.slice(0, most - 1)}…` : words;
}
