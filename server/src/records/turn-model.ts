import type { Connection, mongo } from "mongoose";
import type { TurnDoc } from "../domain/turn-doc.ts";
import { nativeCollection } from "../store/native-collection.ts";
import { defineCollection } from "../store/scoped-model.ts";

const name = "turns";

/** What the bot did where no message asked for it; found by ids, which are made of the conversation's and the turn's number. */
export const turns = defineCollection<Omit<TurnDoc, "_id" | "workspaceId">, string>(name, {
  _id: String,
  conversationId: String,
  number: Number,
  at: Number,
  inputId: String,
  record: String,
});

/** The same for the fast path. */
export function turnCollection(connection: Connection): mongo.Collection<TurnDoc> {
  return nativeCollection(connection, name);
}
