import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { id, type Json, number, object, objects, text, webAddress } from "../read-json.ts";
import { readSharedLink } from "./read-shared-link.ts";

/** Reads an attachment of a kind that only one platform has; undefined where it is none of those. */
export type OwnAttachment = (type: string, attachment: Json) => MessageContent | undefined;

/**
 * Reads the contents of a message: one for each attachment, the text becoming the first one's caption where it can have one. A shared
 * link stays the text that it came with. `own` is asked first.
 */
export function parseMetaContent(
  message: Json,
  own: OwnAttachment = () => undefined,
): readonly MessageContent[] {
  const said = text(message.text);
  const attachments = objects(message.attachments);
  const contents = attachments
    .map(
      (attachment) =>
        own(text(attachment.type) ?? "", attachment) ?? parseAttachment(attachment, said),
    )
    .filter((content) => content !== undefined);
  const [first, ...others] = contents;
  if (first === undefined) {
    return said === undefined ? [] : [{ kind: "text", text: said }];
  }
  if (said === undefined) {
    return contents;
  }
  const titled = first.kind === "image" || first.kind === "video" || first.kind === "file";
  return titled
    ? [{ ...first, caption: said }, ...others]
    : [{ kind: "text", text: said }, ...contents];
}

function parseAttachment(attachment: Json, said: string | undefined): MessageContent | undefined {
  const type = text(attachment.type) ?? "unknown";
  const payload = object(attachment.payload);
  switch (type) {
    case "image":
      // Stickers came as pictures until August 2026.
      return id(payload.sticker_id) === undefined
        ? media("image", payload)
        : media("sticker", payload);
    case "sticker":
    case "video":
    case "audio":
    case "file":
      return media(type, payload);
    case "location":
      return location(attachment, payload);
    case "fallback":
      return said === undefined ? readSharedLink(attachment) : undefined;
    default:
      return shared(type, attachment, payload);
  }
}

type MediaKind = "image" | "video" | "audio" | "file" | "sticker";
function media(kind: MediaKind, payload: Json): MessageContent {
  // Meta's addresses expire: the server fetches the file at once.
  const address = text(payload.url);
  if (address === undefined) {
    return { kind: "unsupported", what: kind };
  }
  return {
    kind,
    url: webAddress(address) ?? "",
    platformId: address,
    ...defined({ fileName: kind === "file" ? fileNameOf(address) : undefined }),
  };
}

function fileNameOf(address: string): string | undefined {
  if (!URL.canParse(address)) {
    return undefined;
  }
  const name = new URL(address).pathname.split("/").at(-1) ?? "";
  try {
    return text(decodeURIComponent(name));
  } catch {
    return text(name);
  }
}

function location(attachment: Json, payload: Json): MessageContent {
  const { lat, long } = object(payload.coordinates);
  const latitude = number(lat, -90, 90);
  const longitude = number(long, -180, 180);
  if (latitude === undefined || longitude === undefined) {
    return { kind: "unsupported", what: "location" };
  }
  return { kind: "location", latitude, longitude, ...defined({ name: text(attachment.title) }) };
}

const sharedKinds = new Set(["reel", "ig_reel", "post", "ig_post"]);
function shared(type: string, attachment: Json, payload: Json): MessageContent {
  if (sharedKinds.has(type)) {
    return readSharedLink(attachment);
  }
  if (type === "template") {
    return parseSentTemplate(payload);
  }
  return { kind: "unsupported", what: type };
}

/** Reads a template of ours, as it comes back in an echo, by its words. */
function parseSentTemplate(payload: Json): MessageContent {
  const elements = payload.elements ?? object(payload.generic).elements;
  const titles = objects(elements).map((element) => text(element.title));
  const words = [text(payload.text), ...titles].filter((part) => part !== undefined);
  return words.length === 0
    ? { kind: "unsupported", what: "template" }
    : { kind: "text", text: words.join("\n") };
}
