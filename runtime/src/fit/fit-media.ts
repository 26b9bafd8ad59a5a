import {
  type Abilities,
  type ContentOf,
  fileInWords,
  type MessageContent,
  measureText,
} from "@chatloom/flows-schema";
import { fitLabels } from "./fit-labels.ts";
import { offerOptions, plainTexts } from "./offer-options.ts";

type Media = ContentOf<"image" | "video" | "audio" | "file">;

/**
 * Fits a picture, video, recording or file. What the channel cannot send becomes a file or a link. A caption that is too long, and options that cannot
 * be under media, follow as a text.
 */
export function fitMedia(
  content: Media,
  abilities: Abilities,
  firstNumber: number,
): MessageContent[] {
  const { replies = [], ...bare } = content;
  const caption = "caption" in bare ? (bare.caption ?? "").trim() : "";
  const media = sendable(withoutCaption(bare as Media), abilities);
  if (!media) {
    const link = fileInWords({ caption, fileName: bare.fileName, url: linkOf(bare) });
    return offerOptions(link, replies, abilities, firstNumber);
  }
  const captionFits =
    takesCaption(media, abilities) &&
    measureText(caption, abilities.text.unit) <= abilities.caption;
  const shown = caption !== "" && captionFits ? { ...media, caption } : media;
  if (replies.length === 0) {
    return captionFits || caption === "" ? [shown] : [media, ...plainTexts(caption, abilities)];
  }
  const labels =
    abilities.quickReplies?.onMedia && replies.length <= abilities.quickReplies.max
      ? fitLabels(
          replies.map((it) => it.label),
          abilities.quickReplies.label,
          abilities.text.unit,
        )
      : undefined;
  if (labels && (captionFits || caption === "")) {
    return [
      { ...shown, replies: replies.map((it, index) => ({ ...it, label: labels[index] ?? "" })) },
    ];
  }
  return [media, ...offerOptions(caption, replies, abilities, firstNumber)];
}

function takesCaption({ kind }: Media, { captionKinds }: Abilities): boolean {
  return captionKinds?.includes(kind) ?? kind !== "audio";
}

/** Fits a sticker, or replaces it by its emoji or its address. */
export function fitSticker(content: ContentOf<"sticker">, abilities: Abilities): MessageContent[] {
  if (allowed("sticker", content, abilities)) {
    return [content];
  }
  return plainTexts(content.emoji || linkOf(content), abilities);
}

function sendable(content: Media, abilities: Abilities): Media | undefined {
  if (allowed(content.kind, content, abilities)) {
    return content;
  }
  if (content.kind === "file" || !allowed("file", content, abilities)) {
    return undefined;
  }
  const { kind: _, ...rest } = content;
  const { voice: __, ...file } = rest as typeof rest & { voice?: boolean };
  return { kind: "file", ...file };
}

function withoutCaption(content: Media): Media {
  if (!("caption" in content)) {
    return content;
  }
  const { caption: _, ...rest } = content;
  return rest as Media;
}

/** Tells whether the channel takes a file of this size and type as this kind. Unknown facts count as allowed. */
function allowed(
  kind: keyof Abilities["media"],
  { size, mimeType }: Media | ContentOf<"sticker">,
  { media, mediaTypes }: Abilities,
): boolean {
  const largest = media[kind] ?? 0;
  const types = mediaTypes?.[kind];
  const type = mimeType?.split(";")[0]?.trim().toLowerCase();
  return (
    largest > 0 &&
    (size === undefined || size <= largest) &&
    (types === undefined || type === undefined || types.includes(type))
  );
}

function linkOf({
  url,
  fileId,
}: {
  readonly url: string;
  readonly fileId?: string | undefined;
}): string {
  return url || (fileId ? `/files/${fileId}` : "");
}
