import type { Effect } from "@chatloom/runtime";
import mongoose, { type Connection, type mongo } from "mongoose";
import { nativeCollection } from "../store/native-collection.ts";
import { defineCollection, type ObjectId } from "../store/scoped-model.ts";

/** A notification that is still to be sent. */
export interface NotificationDoc {
  /** The id of the effect that asked for it: `<conversation>.<turn>:<index>`. */
  readonly _id: string;
  readonly workspaceId: ObjectId;
  readonly conversationId: string;
  readonly effect: Extract<Effect, { type: "notify" }>;
  /** When a process may try to send it, in epoch milliseconds; in the future while one does. */
  readonly nextAt: number;
  /** How many attempts were started. */
  readonly attempts: number;
}

const name = "notices";

// Declared for its index: they are found by when they are due.
defineCollection<Omit<NotificationDoc, "_id" | "workspaceId">>(
  name,
  {
    _id: String,
    conversationId: String,
    effect: mongoose.Schema.Types.Mixed,
    nextAt: Number,
    attempts: Number,
  },
  [[{ nextAt: 1 }]],
);

/** The notifications of all workspaces. */
export function notificationsOf(connection: Connection): mongo.Collection<NotificationDoc> {
  return nativeCollection(connection, name);
}
