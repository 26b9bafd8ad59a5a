import type { Connection } from "mongoose";
import type { ConversationDoc } from "../domain/conversation-doc.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import { conversationsOf } from "./conversation-model.ts";

/** Finds the newest conversation of a contact in which they can be reached. */
export async function newestReachable(
  connection: Connection,
  workspaceId: ObjectId,
  contactId: string,
): Promise<Pick<ConversationDoc, "_id" | "workspaceId" | "channelId"> | undefined> {
  const found = await conversationsOf(connection)
    .find({ workspaceId, contactId, reachable: true })
    .project<Pick<ConversationDoc, "_id" | "workspaceId" | "channelId">>({
      workspaceId: 1,
      channelId: 1,
    })
    .sort({ updatedAt: -1 })
    .limit(1)
    .toArray();
  return found[0];
}
