import mongoose, { type Connection, type mongo } from "mongoose";
import type { StoredConversation } from "../domain/stored-conversation.ts";
import { nativeCollection } from "../store/native-collection.ts";
import { defineCollection } from "../store/scoped-model.ts";

const { Mixed } = mongoose.Schema.Types;
const name = "conversations";

/** All conversations. */
export const conversations = defineCollection<
  Omit<StoredConversation, "_id" | "workspaceId">,
  string
>(
  name,
  {
    _id: String,
    channelId: String,
    channelType: String,
    contactId: String,
    profile: Mixed,
    keys: [String],
    address: String,
    contactName: String,
    pictureUrl: String,
    version: Number,
    stamp: String,
    lease: Mixed,
    wakeAt: Number,
    queuedSince: Number,
    handler: String,
    assigneeId: String,
    assigneeName: String,
    teamId: String,
    resolved: Boolean,
    waitingSince: Number,
    queuedAt: Number,
    takenAt: Number,
    returnsAt: Number,
    handoff: Mixed,
    pausedAt: Number,
    unread: Number,
    reachable: Boolean,
    last: Mixed,
    lastIncomingAt: Number,
    lastIncomingId: String,
    keyboardAfter: String,
    replyToken: Mixed,
    labelIds: { type: [String], default: undefined },
    priority: String,
    snoozedUntil: Number,
    mentions: { type: [Mixed], default: undefined },
    scheduled: { type: [Mixed], default: undefined },
    survey: Mixed,
    broadcast: Mixed,
    facets: { type: [String], default: undefined },
    thread: String,
    sequence: Number,
    turn: Number,
    trace: String,
    run: Mixed,
    sent: Mixed,
    pace: Mixed,
    lastTap: Mixed,
    position: Mixed,
    timers: [Mixed],
    outbox: [Mixed],
    toldOwner: String,
    deskCase: Mixed,
    forwards: Mixed,
    calls: [Mixed],
    held: [Mixed],
    derived: String,
    createdAt: Number,
    updatedAt: Number,
  },
  [
    [{ keys: 1 }, { unique: true }],
    [{ wakeAt: 1 }, { sparse: true }],
    // Lists of all conversations use it, too: they name every handler.
    [{ workspaceId: 1, resolved: 1, handler: 1, updatedAt: -1 }],
    [{ workspaceId: 1, channelId: 1, resolved: 1, handler: 1, updatedAt: -1 }],
    [
      { workspaceId: 1, assigneeId: 1, resolved: 1, updatedAt: -1 },
      { partialFilterExpression: { assigneeId: { $exists: true } } },
    ],
    [
      { workspaceId: 1, resolved: 1, facets: 1, updatedAt: -1 },
      { partialFilterExpression: { facets: { $exists: true } } },
    ],
    // The queue in front of people, what of it is distributed, and how fast it moved.
    [
      { "handoff.distribution": 1, workspaceId: 1, queuedAt: 1 },
      { partialFilterExpression: { queuedAt: { $exists: true } } },
    ],
    [{ workspaceId: 1, queuedAt: 1 }, { partialFilterExpression: { queuedAt: { $exists: true } } }],
    [{ workspaceId: 1, takenAt: -1 }, { partialFilterExpression: { takenAt: { $exists: true } } }],
    [{ contactId: 1, updatedAt: -1 }],
    [
      { channelId: 1, queuedSince: 1 },
      { partialFilterExpression: { queuedSince: { $exists: true } } },
    ],
    [{ "deskCase.deskId": 1, _id: 1 }, { partialFilterExpression: { "deskCase.state": "open" } }],
    [{ "broadcast.id": 1 }, { sparse: true }],
    [{ "broadcast.answered": 1 }, { sparse: true }],
    [{ "run.waiting.token": 1 }, { sparse: true }],
    [{ "position.flowId": 1 }, { sparse: true }],
  ],
);

/** Returns the same collection without mongoose's document layer, for use in the turn. */
export function conversationsOf(connection: Connection): mongo.Collection<StoredConversation> {
  return nativeCollection(connection, name);
}
