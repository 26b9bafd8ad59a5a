import { contentText, type MessageContent } from "@chatloom/flows-schema";
import type { MessageDoc } from "./message-doc.ts";

/** Writes a message as agents of a helpdesk read it, with what the contact could tap. Empty where only a file says something. */
export function caseText(content: MessageContent): string {
  const words = contentText(content);
  const above = mediaAbove(content);
  const shown = words === "" && above === "" && !("url" in content) ? `[${content.kind}]` : words;
  const place =
    content.kind === "location"
      ? `https://maps.google.com/?q=${content.latitude},${content.longitude}`
      : "";
  return [above, shown, place, options(content)].filter((it) => it !== "").join("\n");
}

/** Names the picture or video above buttons. */
function mediaAbove(content: MessageContent): string {
  if (content.kind !== "buttons") {
    return "";
  }
  return content.videoUrl ? "[video]" : content.imageUrl ? "[image]" : "";
}

/** Writes the options of a message: `[Yes] [No]`. */
function options(content: MessageContent): string {
  const buttons = "buttons" in content ? (content.buttons ?? []) : [];
  const replies = "replies" in content ? (content.replies ?? []) : [];
  return [...buttons, ...replies].map((it) => `[${it.label}]`).join(" ");
}

const longestLine = 2_000;

/** Writes what was said, one message in a line: `10:32 Ann: Hello`. `timeZone` as in IANA's list. */
export function transcript(messages: readonly MessageDoc[], timeZone = "UTC"): string {
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  return messages
    .filter((it) => it.direction === "incoming" || it.direction === "outgoing")
    .map((it) => {
      const words = caseText(it.deleted ? { kind: "text", text: "[deleted]" } : it.content);
      const said = words === "" ? `[${it.content.kind}]` : words;
      return `${clock.format(it.at)} ${authorName(it)}: ${said.slice(0, longestLine)}`;
    })
    .join("\n");
}

/** Names who wrote a message. */
export function authorName({ author }: Pick<MessageDoc, "author">): string {
  return author.name || (author.type === "bot" ? "Bot" : author.type);
}
