import type { Connection, mongo } from "mongoose";
import type { TurnDoc } from "../domain/turn-doc.ts";
import { nativeCollection } from "../store/native-collection.ts";
import { defineCollection } from "../store/scoped-model.ts";

const name = "turns";

/** Turns of the bot that no message started. Their ids consist of the conversation's id and the turn's number. */
export const turns = defineCollection<Omit<TurnDoc, "_id" | "workspaceId">, string>(
  name,
  {
    _id: String,
    conversationId: String,
    number: Number,
    at: Number,
    inputId: String,
    record: String,
    writtenAt: Number,
  },
  [[{ workspaceId: 1, writtenAt: 1 }]],
);

/** A turn with the moment at which it was written (epoch milliseconds); reports follow it. */
export type WrittenTurn = TurnDoc & { readonly writtenAt?: number };

/** Returns the same collection without mongoose's document layer, for use in the turn. */
export function turnCollection(connection: Connection): mongo.Collection<WrittenTurn> {
  return nativeCollection(connection, name);
}
