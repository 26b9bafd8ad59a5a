import mongoose from "mongoose";
import type { ConversationDoc } from "../domain/conversation-doc.ts";
import { newConversation } from "../domain/new-conversation.ts";

/** Makes the conversation of an invented contact, in which nothing was said yet. `now` in epoch milliseconds. */
export function sampleConversation(now: number): ConversationDoc {
  const partners = {
    _id: "a".repeat(24),
    workspaceId: new mongoose.Types.ObjectId(),
    channelId: "c",
    channelType: "any",
    contactId: "d".repeat(24),
    profile: {},
    keys: ["c:1"],
    address: "1",
    contactName: "Ana",
  };
  return newConversation(partners, now);
}
