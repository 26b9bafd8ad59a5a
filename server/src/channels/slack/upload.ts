import type { MessageContent } from "@chatloom/flows-schema";
import type { HttpCall, HttpReply, OutgoingMessage } from "../channel.ts";
import { id, object, webAddress } from "../read-json.ts";
import { slackCall, slackQuery } from "./call.ts";
import { placeOf } from "./place.ts";
import { escapeText } from "./plain-text.ts";
import type { SlackSettings } from "./settings.ts";

/** Gives the calls that upload a file of ours: Slack names an address, which takes the bytes. */
export function prepareSlackUpload(
  { content }: OutgoingMessage,
  settings: SlackSettings,
  replies: readonly HttpReply[],
): HttpCall | undefined {
  const file = fileOf(content);
  if (file === undefined) {
    return undefined;
  }
  const { fileId, fileName, mimeType, size } = file;
  const [told, ...rest] = replies;
  if (told === undefined) {
    const query = { filename: fileName, length: String(size) };
    return slackQuery(settings, "files.getUploadURLExternal", query);
  }
  const url = webAddress(object(told.body).upload_url);
  if (url === undefined || rest.length > 0) {
    return undefined;
  }
  return { method: "POST", url, upload: { field: "file", fileId, fileName, mimeType } };
}

/** Gives the call that shows the uploaded file to the contact; undefined where nothing was uploaded. */
export function shareUpload(
  { to, content }: OutgoingMessage,
  settings: SlackSettings,
  [told]: readonly HttpReply[],
): HttpCall | undefined {
  const uploaded = id(object(told?.body).file_id);
  const file = fileOf(content);
  if (uploaded === undefined || file === undefined) {
    return undefined;
  }
  const { channel, thread } = placeOf(to);
  return slackCall(settings, "files.completeUploadExternal", {
    files: [{ id: uploaded, title: file.fileName }],
    channels: channel,
    thread_ts: thread,
    initial_comment: file.caption ? escapeText(file.caption) : undefined,
  });
}

/** A file that is kept here. Pictures, and files with answers below, are shown from their address instead. */
function fileOf(content: MessageContent) {
  if (content.kind !== "video" && content.kind !== "audio" && content.kind !== "file") {
    return undefined;
  }
  const { fileId, size, fileName = "file", mimeType, replies = [], caption } = content;
  if (fileId === undefined || size === undefined || replies.length > 0) {
    return undefined;
  }
  return { fileId, size, fileName, mimeType: mimeType ?? "application/octet-stream", caption };
}
