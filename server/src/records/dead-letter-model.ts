import mongoose, { type Connection, type mongo } from "mongoose";
import type { DeadLetterDoc } from "../domain/dead-letter-doc.ts";
import { nativeCollection } from "../store/native-collection.ts";
import { defineCollection } from "../store/scoped-model.ts";

const { Mixed } = mongoose.Schema.Types;
const name = "deadLetters";

/** Messages that could not be delivered. */
export const deadLetters = defineCollection<Omit<DeadLetterDoc, "_id" | "workspaceId">, string>(
  name,
  {
    _id: String,
    conversationId: String,
    channelId: String,
    contactName: String,
    reason: Mixed,
    attempts: Number,
    author: String,
    content: Mixed,
    forwarded: String,
    at: Number,
  },
  [[{ workspaceId: 1, _id: -1 }]],
);

/** Returns the same collection without mongoose's document layer, for use in the turn. */
export function deadLettersOf(connection: Connection): mongo.Collection<DeadLetterDoc> {
  return nativeCollection(connection, name);
}
