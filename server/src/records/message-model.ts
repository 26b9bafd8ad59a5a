import mongoose, { type Connection, type mongo } from "mongoose";
import type { MessageDoc } from "../domain/message-doc.ts";
import { nativeCollection } from "../store/native-collection.ts";
import { defineCollection } from "../store/scoped-model.ts";

const { Mixed } = mongoose.Schema.Types;
const name = "messages";

/** A message with the moment of its newest write (epoch milliseconds); reports follow it. Absent: written by an earlier version. */
export type WrittenMessage = MessageDoc & { readonly writtenAt?: number };

/** The messages of all conversations. */
export const messages = defineCollection<Omit<MessageDoc, "_id" | "workspaceId">, string>(
  name,
  {
    _id: String,
    channelId: String,
    conversationId: String,
    sequence: Number,
    direction: String,
    author: Mixed,
    event: String,
    content: Mixed,
    sealed: String,
    platformId: String,
    outboxId: String,
    key: String,
    delivery: String,
    failure: Mixed,
    tries: Mixed,
    transcript: Mixed,
    file: Mixed,
    reactions: [String],
    edited: Boolean,
    deleted: Boolean,
    flowId: String,
    nodeId: String,
    broadcastId: String,
    counted: Boolean,
    marketing: Boolean,
    relayed: Boolean,
    replyTo: String,
    // Without a default: mongoose would add an empty list to every message.
    mentions: { type: [String], default: undefined },
    sources: Mixed,
    turn: Mixed,
    version: Number,
    at: Number,
    writtenAt: Number,
  },
  [
    [{ conversationId: 1, sequence: 1 }, { unique: true }],
    [{ "file.nextAt": 1 }, { sparse: true }],
    [{ broadcastId: 1 }, { sparse: true }],
    [{ workspaceId: 1, writtenAt: 1 }],
    [
      { channelId: 1, platformId: 1 },
      { unique: true, partialFilterExpression: { platformId: { $exists: true } } },
    ],
  ],
);

/** Returns the same collection without mongoose's document layer, for use in the turn. */
export function messagesOf(connection: Connection): mongo.Collection<WrittenMessage> {
  return nativeCollection(connection, name);
}
