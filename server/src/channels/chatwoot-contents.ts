import type { MessageContent } from "@chatloom/flows-schema";
import { fileContent } from "./file-content.ts";
import { type Json, number, objects, text, timeOf } from "./read-json.ts";

/** Reads what a message of Chatwoot says: its text, and each of its files and places. */
export function chatwootContents({ content, attachments }: Json): readonly MessageContent[] {
  const words = text(content);
  const files = objects(attachments).flatMap((it): readonly MessageContent[] => {
    const latitude = number(it.coordinates_lat, -90, 90);
    const longitude = number(it.coordinates_long, -180, 180);
    if (it.file_type === "location" && latitude !== undefined && longitude !== undefined) {
      return [{ kind: "location", latitude, longitude }];
    }
    const file = fileContent({
      url: it.data_url,
      kind: it.file_type,
      fileName: nameIn(it.data_url),
      size: it.file_size,
    });
    return file ? [file] : [];
  });
  return [...(words === undefined ? [] : [{ kind: "text", text: words } as const]), ...files];
}

/** The file's name: Chatwoot tells it only as the end of the address. */
function nameIn(url: unknown): string | undefined {
  const name = /\/([^/?#]+)(?:[?#]|$)/.exec((text(url) ?? "").replace(/^.*\//, "/"))?.[1];
  try {
    return name && decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Reads a moment that Chatwoot writes in seconds or as in ISO 8601, as epoch milliseconds. */
export function chatwootMoment(value: unknown, otherwise: number): number {
  const at = Date.parse(text(value) ?? "");
  return Number.isNaN(at) ? timeOf(value, otherwise) : at;
}
