import { channelOf } from "../../channels/index.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { tellOwner } from "../../domain/tell-owner.ts";

/** Queues telling the platform who answers, where it wants to know. */
export function withOwnerTold(conversation: ConversationDoc, channelType: string): ConversationDoc {
  return channelOf(channelType)?.composeOwner ? tellOwner(conversation) : conversation;
}
