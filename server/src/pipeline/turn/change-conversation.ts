import { NotFound } from "../../context/errors.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { nextWake } from "../../domain/next-wake.ts";
import { readConversation } from "../../domain/stored-conversation.ts";
import { conversations } from "../../records/conversation-model.ts";
import type { PipelineServices } from "../pipeline-services.ts";
import { withOwnerTold } from "./with-owner-told.ts";

/** The services that change a conversation. */
export type ChangeParts = Pick<PipelineServices, "context" | "conversations" | "onChanged">;

/** A conversation of a workspace. */
export async function findConversation(
  { connection }: PipelineServices["context"],
  workspaceId: string,
  conversationId: string,
): Promise<ConversationDoc> {
  const found = await conversations(connection).in(workspaceId).findOne({ _id: conversationId });
  if (!found) {
    throw new NotFound("conversation");
  }
  return readConversation(found);
}

/**
 * A member's or the server's change of a conversation, at once even while the bot is at work: whoever works on it finds its version
 * gone, and goes on from here. `change` may refuse by throwing; giving the same conversation back writes nothing.
 */
export async function changeConversation(
  parts: ChangeParts,
  conversation: ConversationDoc,
  change: (conversation: ConversationDoc) => ConversationDoc | Promise<ConversationDoc>,
): Promise<ConversationDoc> {
  let before = conversation;
  for (;;) {
    const wanted = await change(before);
    if (wanted === before) {
      return before;
    }
    const changed = withOwnerTold(wanted, before.channelType);
    // While somebody holds it, the lease says when to look again.
    const wakeAt = before.lease ? before.wakeAt : soonest(changed, parts.context.now());
    const written = await parts.conversations.replace(before, { ...changed, wakeAt });
    if (written) {
      parts.onChanged(before, written);
      return written;
    }
    const fresh = await parts.conversations.byId(before._id);
    if (!fresh) {
      throw new NotFound("conversation");
    }
    before = fresh;
  }
}

/** Carries out the decision at once; if this process ends first, the clock does it. */
function soonest(conversation: ConversationDoc, now: number): number {
  return Math.min(nextWake(conversation) ?? now, now);
}
