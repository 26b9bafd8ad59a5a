import type { Connection } from "mongoose";
import type { ConversationDoc } from "../domain/conversation-doc.ts";
import { isSampleId } from "../domain/sample-id.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import { conversationsOf } from "./conversation-model.ts";

/** Finds the newest conversation of a contact in which they can be reached; undefined for sample contacts. */
export async function newestReachable(
  connection: Connection,
  workspaceId: ObjectId,
  contactId: string,
): Promise<Pick<ConversationDoc, "_id" | "workspaceId" | "channelId"> | undefined> {
  if (isSampleId(contactId)) {
    return undefined;
  }
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
