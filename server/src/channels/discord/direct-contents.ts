import type { MessageContent } from "@chatloom/flows-schema";
import { id, type Json, number, objects, text } from "../read-json.ts";
import { parseDiscordFile } from "./parse-file.ts";

/** Stickers of this format are drawings for which there is no picture. */
const lottie = 3;
const gif = 4;

/** The contents of a direct message: one for each file or sticker, the text as the first file's caption. */
export function parseDirectContents(message: Json): readonly MessageContent[] {
  const said = readable(text(message.content) ?? "");
  const files = objects(message.attachments).flatMap((it) => parseDiscordFile(it) ?? []);
  const stickers = objects(message.sticker_items).map(sticker);
  const [first, ...rest] = files;
  if (first === undefined) {
    return [...(said === "" ? [] : [{ kind: "text" as const, text: said }]), ...stickers];
  }
  const shown = said === "" ? first : ({ ...first, caption: said } as MessageContent);
  return [shown, ...rest, ...stickers];
}

/** An emoji of a server is named by its word. */
function readable(content: string): string {
  return content.replace(/<a?:(\w+):\d+>/g, ":$1:").trim();
}

function sticker(item: Json): MessageContent {
  const stickerId = id(item.id);
  const format = number(item.format_type);
  if (stickerId === undefined || !/^\d+$/.test(stickerId) || format === lottie) {
    return { kind: "unsupported", what: text(item.name) ?? "sticker" };
  }
  const ending = format === gif ? "gif" : "png";
  const url = `https://media.discordapp.net/stickers/${stickerId}.${ending}`;
  return { kind: "sticker", url, platformId: url, mimeType: `image/${ending}` };
}
