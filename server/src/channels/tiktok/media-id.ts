import { json, list, text } from "../read-json.ts";

/** The ids with which TikTok gives out a file. */
export interface MediaPlace {
  readonly conversationId: string;
  readonly messageId: string;
  readonly mediaId: string;
  readonly mediaType: "IMAGE" | "VIDEO";
}

/** Writes the place of a file as one id. */
export function mediaId({ conversationId, messageId, mediaId: id, mediaType }: MediaPlace): string {
  return JSON.stringify([mediaType, conversationId, messageId, id]);
}

/** Reads it again; undefined for any other text. */
export function readMediaId(platformId: string): MediaPlace | undefined {
  const [mediaType, ...ids] = list(json(platformId));
  const [conversationId, messageId, id] = ids.map(text);
  if (!(conversationId && messageId && id) || (mediaType !== "IMAGE" && mediaType !== "VIDEO")) {
    return undefined;
  }
  return { conversationId, messageId, mediaId: id, mediaType };
}
