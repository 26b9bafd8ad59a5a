import type { MessageContent } from "@chatloom/flows-schema";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { replaceLinks } from "../../domain/replace-links.ts";
import { codeOfLink, countedLinks } from "../../records/counted-link-model.ts";
import { addMissing } from "../../store/add-missing.ts";
import { derivedId } from "../../store/derived-id.ts";

/**
 * Returns a message whose links lead over this server, which counts who opens them. Another attempt gives the same links. Links to this server
 * itself stay as they are.
 */
export async function withCountedLinks(
  { connection, config, now, log }: ServerContext,
  { _id: conversationId, contactId, workspaceId }: ConversationDoc,
  messageId: string,
  content: MessageContent,
  broadcastId: string,
): Promise<MessageContent> {
  const own = `${config.publicUrl}/`;
  const found = new Map<string, string>();
  const replaced = replaceLinks(content, (url) => {
    if (url.startsWith(own)) {
      return url;
    }
    const id = derivedId(`${messageId}:${url}`);
    found.set(id, url);
    return `${own}l/${codeOfLink(id)}`;
  });
  if (found.size > 0) {
    const common = { broadcastId, conversationId, contactId, clicks: 0, previews: 0, at: now() };
    const links = [...found].map(([_id, url]) => ({ _id, url, ...common }));
    try {
      await addMissing(countedLinks(connection).in(workspaceId), links);
    } catch (error) {
      // The message matters more than the count.
      log.warn({ err: error, messageId }, "failed to store counted links");
      return content;
    }
  }
  return replaced;
}
