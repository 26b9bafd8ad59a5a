import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { id, type Json, objects, size, text } from "../read-json.ts";
import { plainText } from "./plain-text.ts";

/** The contents of a message: one for each file, the text as the first one's caption; none where nothing is left to read. */
export function parseSlackContents(
  message: Json,
  botUserId: string | undefined,
): readonly MessageContent[] {
  const said = plainText(text(message.text) ?? "", botUserId) || attachedText(message, botUserId);
  const files = objects(message.files).map(parseFile);
  const [first, ...rest] = files;
  if (first === undefined) {
    return said === "" ? [] : [{ kind: "text", text: said }];
  }
  if (said === "") {
    return files;
  }
  const takesCaption = first.kind !== "unsupported";
  return takesCaption
    ? [{ ...first, caption: said } as MessageContent, ...rest]
    : [{ kind: "text", text: said }, ...files];
}

/** A message that somebody shared has its words in an attachment. */
function attachedText({ attachments }: Json, botUserId: string | undefined): string {
  return objects(attachments)
    .map((it) => plainText(text(it.text) ?? text(it.fallback) ?? "", botUserId))
    .filter((it) => it !== "")
    .join("\n\n");
}

function parseFile(file: Json): MessageContent {
  const platformId = id(file.id);
  // The file was deleted, or is older than the workspace's plan shows.
  if (platformId === undefined || file.mode === "tombstone" || file.mode === "hidden_by_limit") {
    return { kind: "unsupported", what: "file" };
  }
  const mimeType = text(file.mimetype);
  const known = { mimeType, fileName: text(file.name) ?? text(file.title), size: size(file.size) };
  const content = { url: "", platformId, ...defined(known) };
  if (file.subtype === "slack_audio") {
    return { kind: "audio", voice: true, ...content };
  }
  return { kind: kindOf(mimeType ?? ""), ...content };
}

function kindOf(mimeType: string): "image" | "video" | "audio" | "file" {
  const [family] = mimeType.split("/");
  return family === "image" || family === "video" || family === "audio" ? family : "file";
}
