import type { MessageContent } from "@chatloom/flows-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { findFile } from "../../records/file-store.ts";
import { isOurLink, readFileLink } from "../../records/file-url.ts";

/** Adds id, type, name and size of the file to a content whose address is one of our files: channels that upload need them. */
export async function withFileFacts(
  context: ServerContext,
  content: MessageContent,
): Promise<MessageContent> {
  if (!("size" in content || "url" in content) || content.size !== undefined) {
    return content;
  }
  const link = readFileLink(context, content.url);
  const file = link && isOurLink(context, link) ? await findFile(context, link.id) : undefined;
  if (!file) {
    return content;
  }
  const { id: fileId, mimeType, fileName, size } = file;
  return { mimeType, fileName, ...content, fileId, size };
}
