import type { ContentOf, MessageContent } from "@chatloom/flows-schema";
import type { HttpReply, OutgoingMessage, PreparingCall } from "../channel.ts";
import { cutText } from "../cut-text.ts";
import { fileIdIn } from "../file-id-in.ts";
import { fingerprint } from "../fingerprint.ts";
import { graphCall } from "../meta/graph-call.ts";
import { id, object } from "../read-json.ts";
import { pageOf } from "./page-of.ts";
import type { MessengerSettings } from "./settings.ts";

interface AboveButtons {
  readonly type: "image" | "video";
  readonly url: string;
}

// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/template/media
const longestText = 640;
/** Meta keeps uploads for 90 days. A file of another server may change under its address. */
const uploadDays = 80;
const foreignDays = 1;

/** Makes the call that uploads the picture or video of a media template, which takes no address of another server than Facebook's. */
export function uploadCall(
  { content }: OutgoingMessage,
  settings: MessengerSettings,
): PreparingCall | undefined {
  const file = fileAbove(content);
  if (file === undefined || isOnFacebook(file.url)) {
    return undefined;
  }
  const payload = { url: file.url, is_reusable: true };
  const json = { message: { attachment: { type: file.type, payload } } };
  const path = `${pageOf(settings)}/message_attachments`;
  // The signature in the address of a file of ours changes every day.
  const fileId = fileIdIn(file.url);
  return {
    ...graphCall(settings, settings.pageAccessToken, "POST", path, json),
    keep: {
      as: `attachment:${file.type}:${fileId ?? fingerprint(file.url)}`,
      days: fileId === undefined ? foreignDays : uploadDays,
    },
    optional: true,
  };
}

/**
 * Composes the template with a picture or video above buttons; undefined where words stand with them. If the upload was refused, the
 * address stands above the buttons.
 */
export function composeMediaTemplate(
  content: ContentOf<"buttons">,
  buttons: readonly object[],
  upload: HttpReply | undefined,
): Record<string, unknown> | undefined {
  const file = fileAbove(content);
  if (file === undefined) {
    return undefined;
  }
  const { type: media_type, url } = file;
  if (isOnFacebook(url)) {
    return { template_type: "media", elements: [{ media_type, url, buttons }] };
  }
  const attachment_id = id(object(upload?.body).attachment_id);
  return attachment_id === undefined
    ? { template_type: "button", text: cutText(url, longestText), buttons }
    : { template_type: "media", elements: [{ media_type, attachment_id, buttons }] };
}

function fileAbove(content: MessageContent): AboveButtons | undefined {
  if (content.kind !== "buttons" || content.text.trim() !== "") {
    return undefined;
  }
  const { imageUrl, videoUrl } = content;
  if (videoUrl !== undefined) {
    return { type: "video", url: videoUrl };
  }
  return imageUrl === undefined ? undefined : { type: "image", url: imageUrl };
}

function isOnFacebook(url: string): boolean {
  return URL.canParse(url) && /(^|\.)facebook\.com$/.test(new URL(url).hostname);
}
