import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { FallbackPlace } from "../../domain/move-to-fallback.ts";
import { sendWindow } from "../../domain/send-window.ts";
import { readConversation } from "../../domain/stored-conversation.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import { findWorkspace } from "../../records/workspace.ts";
import type { PipelineServices } from "../pipeline-services.ts";

/** The channel that a workspace chose to take over, and where it reaches the contact, if it does. */
interface Fallback {
  readonly channelName: string;
  readonly place?: FallbackPlace;
}

/** The services that look for a fallback. */
export type FallbackParts = Pick<PipelineServices, "context" | "sendingChannel">;

/**
 * Looks for the fallback of a conversation's channel; undefined where none is chosen or it is disconnected. The contact is the same where
 * the conversations are of one contact, or where two accounts of one platform know the same address.
 */
export async function findFallback(
  { context, sendingChannel }: FallbackParts,
  conversation: ConversationDoc,
): Promise<Fallback | undefined> {
  const { workspaceId, channelId, channelType, contactId, keys } = conversation;
  const workspace = await findWorkspace(context.connection, workspaceId);
  const chosen = workspace?.routing?.fallbacks?.find((it) => it.channelId === channelId);
  if (!chosen) {
    return undefined;
  }
  const { fallbackId } = chosen;
  const addresses = keys
    .filter((it) => it.startsWith(`${channelId}:`))
    .map((it) => it.slice(channelId.length));
  const found = await conversationsOf(context.connection)
    .find({
      workspaceId,
      channelId: fallbackId,
      $or: [{ contactId }, { channelType, keys: { $in: addresses.map((it) => fallbackId + it) } }],
    })
    .sort({ updatedAt: -1 })
    .limit(1)
    .toArray();
  const [stored] = found;
  const there = stored && readConversation(stored);
  const { account, abilities } = await sendingChannel(
    there ?? { ...conversation, channelId: fallbackId },
  );
  if (!account) {
    return undefined;
  }
  const usable =
    there?.reachable === true &&
    account.status === "connected" &&
    sendWindow(there, abilities, context.now()).open;
  const { name: channelName } = account;
  return usable
    ? { channelName, place: { conversationId: there._id, channelName } }
    : { channelName };
}
