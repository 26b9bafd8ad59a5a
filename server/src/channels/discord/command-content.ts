import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { id, type Json, object, objects } from "../read-json.ts";
import { parseDiscordFile } from "./parse-file.ts";

/** The number of an option that holds a file. */
const attachment = 11;

/** Reads the content of a slash command: the words of its options, and its file if it has one. */
export function parseCommandContent(name: string, data: Json): MessageContent {
  const options = objects(data.options);
  const said = options
    .filter(({ type }) => type !== attachment)
    .flatMap(({ value }) =>
      typeof value === "string" || typeof value === "number" ? [String(value)] : [],
    )
    .join(" ")
    .trim();
  const fileId = id(options.find(({ type }) => type === attachment)?.value);
  const files = object(object(data.resolved).attachments);
  const file = fileId !== undefined && Object.hasOwn(files, fileId) ? files[fileId] : undefined;
  const content = parseDiscordFile(object(file));
  if (content === undefined) {
    return { kind: "text", text: said === "" ? `/${name}` : said.slice(0, 100_000) };
  }
  return { ...content, ...defined({ caption: said || undefined }) } as MessageContent;
}
