import mongoose, { type Connection, type mongo } from "mongoose";
import { nativeCollection } from "../store/native-collection.ts";
import { defineCollection } from "../store/scoped-model.ts";
import type { TurnDoc } from "./turn-doc.ts";

const { Mixed } = mongoose.Schema.Types;
const name = "turns";

/** What the bot did, turn by turn. */
export const turns = defineCollection<Omit<TurnDoc, "_id" | "workspaceId">>(
  name,
  {
    _id: String,
    conversationId: String,
    number: Number,
    at: Number,
    inputId: String,
    input: Mixed,
    context: Mixed,
    path: [Mixed],
    effects: [Mixed],
  },
  [[{ conversationId: 1, number: -1 }], [{ workspaceId: 1, at: 1 }]],
);

/** The same for the fast path. */
export function turnsOf(connection: Connection): mongo.Collection<TurnDoc> {
  return nativeCollection(connection, name);
}
