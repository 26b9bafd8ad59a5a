import mongoose, { type Connection, type mongo } from "mongoose";
import type { InboundDoc } from "../domain/inbound-doc.ts";
import { nativeCollection } from "../store/native-collection.ts";
import { defineCollection } from "../store/scoped-model.ts";

const name = "inbound";

// Events from outside, stored before they are acknowledged: declared for the indexes.
defineCollection<Omit<InboundDoc, "_id" | "workspaceId">, string>(
  name,
  {
    _id: String,
    channelId: String,
    waiting: String,
    receivedAt: Number,
    key: String,
    trace: String,
    event: mongoose.Schema.Types.Mixed,
    expireAt: Date,
  },
  [
    [{ waiting: 1 }, { sparse: true }],
    [{ expireAt: 1 }, { expireAfterSeconds: 0 }],
  ],
);

/** Returns the same collection without mongoose's document layer, for use in the turn. */
export function inboundOf(connection: Connection): mongo.Collection<InboundDoc> {
  return nativeCollection(connection, name);
}
