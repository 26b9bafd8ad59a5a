import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { type Json, size, text, webAddress } from "../read-json.ts";

/** A file by its address, which is good for a day or so: it is fetched at once. */
export function parseDiscordFile(file: Json): MessageContent | undefined {
  const url = webAddress(file.url);
  if (url === undefined) {
    return undefined;
  }
  const mimeType = text(file.content_type);
  const known = { mimeType, fileName: text(file.filename), size: size(file.size) };
  return { kind: kindOf(mimeType ?? ""), url, platformId: url, ...defined(known) };
}

function kindOf(mimeType: string): "image" | "video" | "audio" | "file" {
  const [family] = mimeType.split("/");
  return family === "image" || family === "video" || family === "audio" ? family : "file";
}
