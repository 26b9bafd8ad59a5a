import type { MessageContent } from "@chatloom/flows-schema";
import { defined, id, type Json, object, objects, size, text, webAddress } from "../read-json.ts";

/** The number of an option that holds a file. */
const attachment = 11;

/** What someone says with a slash command: the words of its options, and the file if there is one. */
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
  const content = parseFile(object(file));
  if (content === undefined) {
    return { kind: "text", text: said === "" ? `/${name}` : said.slice(0, 100_000) };
  }
  return { ...content, ...(said !== "" && { caption: said }) } as MessageContent;
}

/** The address is good for a day or so: the file is fetched from it at once. */
function parseFile(file: Json): MessageContent | undefined {
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
