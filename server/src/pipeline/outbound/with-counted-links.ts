import type { MessageContent } from "@chatloom/flows-schema";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import {
  type CountedContent,
  countedButtonUrl,
  countedContent,
  countedTemplate,
  hasAddressValue,
} from "../../domain/counted-content.ts";
import { countedLinks } from "../../records/counted-link-model.ts";
import { findStoredTemplate } from "../../records/template-store.ts";
import { addMissing } from "../../store/add-missing.ts";

type Owner = Pick<ConversationDoc, "_id" | "contactId" | "workspaceId" | "channelId">;
type Template = Extract<MessageContent, { kind: "template" }>;

/**
 * Returns a message whose links lead over this server, which counts who opens them. Another attempt gives the same links. Links of a template
 * are counted where its buttons lead to this server's path for them, whether or not a broadcast counts clicks: without a counted link such a
 * button leads nowhere.
 */
export async function withCountedLinks(
  context: ServerContext,
  owner: Owner,
  messageId: string,
  content: MessageContent,
  broadcastId: string | undefined,
): Promise<MessageContent> {
  const { publicUrl } = context.config;
  if (content.kind === "template") {
    return hasAddressValue(content)
      ? withTemplateLinks(context, owner, messageId, content, broadcastId)
      : content;
  }
  if (broadcastId === undefined) {
    return content;
  }
  const counted = countedContent(content, messageId, publicUrl);
  try {
    await keep(context, owner, counted, broadcastId);
  } catch (error) {
    // The message matters more than the count.
    context.log.warn({ err: error, messageId }, "failed to store counted links");
    return content;
  }
  return counted.content;
}

async function withTemplateLinks(
  context: ServerContext,
  owner: Owner,
  messageId: string,
  content: Template,
  broadcastId: string | undefined,
): Promise<MessageContent> {
  const template = await findStoredTemplate(context, owner, content);
  const counted = countedTemplate(content, messageId, (button) => {
    const own = template?.parameters.find((it) => it.place === "button" && it.index === button);
    return own?.url === countedButtonUrl(context.config.publicUrl);
  });
  await keep(context, owner, counted, broadcastId ?? "");
  return counted.content;
}

async function keep(
  { connection, now }: ServerContext,
  { _id: conversationId, contactId, workspaceId }: Owner,
  { links }: CountedContent,
  broadcastId: string,
): Promise<void> {
  if (links.size > 0) {
    const common = { broadcastId, conversationId, contactId, clicks: 0, previews: 0, at: now() };
    const stored = [...links].map(([_id, url]) => ({ _id, url, ...common }));
    await addMissing(countedLinks(connection).in(workspaceId), stored);
  }
}
