import type { LlmMessage } from "@chatloom/runtime";

/** The pictures of a request as data URLs, by the message that brought them. */
export type Pictures = ReadonlyMap<string, string>;

/** The parts of a message that a model gets: its text, and its pictures as data URLs. The text mentions pictures that are left out. */
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
