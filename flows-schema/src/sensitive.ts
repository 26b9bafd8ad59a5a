import { contentText } from "./content-text.ts";
import type { MessageContent } from "./message-content.ts";

/** Replaces a sensitive answer wherever people or programs could read it. */
export const hiddenAnswer = "••••••";

/** Matches a variable with a sensitive answer, alone in double braces. A filter or an expression around it does not match. */
export const sensitivePattern = /\{\{-?\s*sensitive\.([A-Za-z_]\w*)\s*-?\}\}/g;

/** Writes how a sensitive answer is named: by its variable in a field, by its message's id in a filled-in request. */
export function writeSensitive(name: string): string {
  return `{{sensitive.${name}}}`;
}

/** The expected answers that can be kept secret: those that are typed. */
export const sensitiveAnswers = ["text", "number", "email", "phone", "date", "time", "url"];

/** Tells whether the answers to a question are kept secret. */
export function isSensitive({
  sensitive,
  expect,
}: {
  readonly sensitive?: boolean | undefined;
  readonly expect: string;
}): boolean {
  return sensitive === true && sensitiveAnswers.includes(expect);
}

/** Returns a message without its words. A file stays, without its caption. */
export function hideContent(content: MessageContent): MessageContent {
  switch (content.kind) {
    case "image":
    case "video":
    case "file":
      return content.caption === undefined ? content : { ...content, caption: hiddenAnswer };
    case "audio":
    case "sticker":
      return content;
    default:
      return { kind: "text", text: hiddenAnswer };
  }
}

/** The words that `hideContent` takes out of a message. */
export function hiddenText(content: MessageContent): string {
  if (content.kind === "image" || content.kind === "video" || content.kind === "file") {
    return content.caption ?? "";
  }
  if (content.kind !== "contacts") {
    return contentText(content);
  }
  return content.contacts
    .map(({ name, phones, emails }) => [name, ...phones, ...emails].join(", "))
    .join("\n");
}
