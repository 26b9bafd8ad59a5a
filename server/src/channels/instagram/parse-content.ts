import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { parseMetaContent } from "../meta/parse-content.ts";
import { readSharedLink } from "../meta/read-shared-link.ts";
import { id, type Json, object, text, webAddress } from "../read-json.ts";

const shared = new Set([
  "share",
  "media",
  "story",
  "ig_story",
  "reel",
  "ig_reel",
  "post",
  "ig_post",
]);

/** Reads the contents of an Instagram message. What it is about (a story, a shared post) is in the data of its text. */
export function parseInstagramContent(message: Json): readonly MessageContent[] {
  if (message.is_unsupported === true) {
    return [{ kind: "unsupported", what: "message" }];
  }
  const contents = parseMetaContent(message, ownAttachment);
  const story = storyOf(object(message.reply_to).story);
  const [first, ...others] = contents;
  return story !== undefined && first?.kind === "text"
    ? [{ ...first, data: { ...first.data, story } }, ...others]
    : contents;
}

function ownAttachment(type: string, attachment: Json): MessageContent | undefined {
  const payload = object(attachment.payload);
  if (type === "story_mention") {
    const storyMention = storyOf(payload);
    // The media of a story may not be kept: it is shown as a link, for as long as the story lasts.
    return storyMention?.url === undefined
      ? { kind: "unsupported", what: type }
      : { kind: "text", text: storyMention.url, data: { storyMention } };
  }
  if (!shared.has(type)) {
    return undefined;
  }
  const url = payload.url ?? payload.story_media_url;
  const link = readSharedLink({ ...attachment, payload: { ...payload, url } });
  const known =
    id(payload.id) ??
    id(payload.reel_video_id) ??
    id(payload.ig_post_media_id) ??
    id(payload.story_media_id);
  const about = { type, ...defined({ id: known, title: text(payload.title) }) };
  return link.kind === "text" ? { ...link, data: { shared: about } } : link;
}

function storyOf(value: unknown): { readonly id?: string; readonly url?: string } | undefined {
  const part = object(value);
  const story = defined({ id: id(part.id), url: webAddress(part.url) });
  return Object.keys(story).length === 0 ? undefined : story;
}
