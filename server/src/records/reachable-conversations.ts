import type { Connection } from "mongoose";
import type { Candidate } from "../domain/choose-conversation.ts";
import { isSampleId } from "../domain/sample-id.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import { conversationsOf } from "./conversation-model.ts";

/** Finds the conversations in which contacts can be reached; sample contacts never can. Returns them by contact, the newest first. */
export async function reachableConversations(
  connection: Connection,
  workspaceId: ObjectId,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Candidate[]>> {
  const real = contactIds.filter((it) => !isSampleId(it));
  const found = await conversationsOf(connection)
    .find({ workspaceId, contactId: { $in: real }, reachable: true })
    .project<Candidate>({
      workspaceId: 1,
      channelId: 1,
      contactId: 1,
      handler: 1,
      resolved: 1,
      updatedAt: 1,
    })
    .toArray();
  const byContact = new Map<string, Candidate[]>();
  for (const conversation of found.sort((a, b) => b.updatedAt - a.updatedAt)) {
    const own = byContact.get(conversation.contactId) ?? [];
    byContact.set(conversation.contactId, [...own, conversation]);
  }
  return byContact;
}
