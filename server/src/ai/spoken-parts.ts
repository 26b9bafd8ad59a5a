import type { LlmMessage } from "@chatloom/runtime";

/** The pictures of a request as data URLs, by the message that brought them. */
export type Pictures = ReadonlyMap<string, string>;

/** What a model is given of a message: its text, and the data URLs of its pictures. A picture that is not given is mentioned. */
export interface SpokenParts {
  readonly text: string;
  readonly pictures: readonly string[];
}

/** Reads the parts of a message. */
export function spokenParts(message: LlmMessage, pictures: Pictures | undefined): SpokenParts {
  const media = "media" in message ? (message.media ?? []) : [];
  const images = media.filter((it) => it.kind === "image");
  const given = images.flatMap(({ messageId }) => pictures?.get(messageId) ?? []);
  const { content } = message;
  const isMentioned = given.length === images.length || content.includes("[image]");
  return { text: isMentioned ? content : `${content}\n[image]`, pictures: given };
}
