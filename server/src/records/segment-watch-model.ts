import mongoose, { type Connection, type mongo } from "mongoose";
import { nativeCollection } from "../store/native-collection.ts";
import { defineCollection, type ObjectId, type Stored } from "../store/scoped-model.ts";

const { Mixed } = mongoose.Schema.Types;

/** A segment whose members are kept, because an active flow starts when someone enters or leaves it. */
export interface WatchedSegment {
  /** A new one for each baseline: members of an earlier condition count for nothing. */
  readonly id: string;
  readonly segmentId: string;
  /** A hash of all that decides about its members. Another stamp begins a new baseline. */
  readonly stamp: string;
  /** When watching began (epoch milliseconds). */
  readonly since: number;
  /** The baseline has reached contacts up to this id; absent: all of them. */
  readonly knownTo?: string | undefined;
}

/** The progress of watching in a workspace. Moments are epoch milliseconds. */
export interface SegmentWatchFields {
  readonly segments: readonly WatchedSegment[];
  /** Ids of ended watches, whose members are still to be deleted. */
  readonly ended: readonly string[];
  /** Changes before these moments are judged, by what changed. */
  readonly followed: Readonly<Record<string, number>>;
  /** The sweep over all contacts has reached this id. */
  readonly sweptTo: string;
  /** The process that works on it. Another one may take over from `nextAt` on. */
  readonly owner?: string | undefined;
  readonly nextAt: number;
  /** Flows or segments changed since it was taken. */
  readonly nudged?: boolean | undefined;
}
export type SegmentWatch = Stored<SegmentWatchFields>;

/** The watched segments of each workspace. The id is the workspace's. */
export const segmentWatches = defineCollection<SegmentWatchFields, ObjectId>(
  "segmentWatches",
  {
    segments: [Mixed],
    ended: [String],
    followed: Mixed,
    sweptTo: String,
    owner: String,
    nextAt: Number,
    nudged: Boolean,
  },
  [[{ nextAt: 1 }]],
);

/** An entry or exit that flows have not been told of yet. */
export interface PendingTransition {
  /** It is part of the event's id, so that the event is stored once. */
  readonly id: string;
  readonly conversationId: string;
}

/** A contact who is in a watched segment, or was lately. The id is `<watch>:<contact>`. */
export interface SegmentMemberFields {
  readonly watchId: string;
  readonly segmentId: string;
  readonly contactId: string;
  readonly inside: boolean;
  /** Moments of the entries and exits of the last day that flows were told of. */
  readonly toldAt: readonly number[];
  readonly pending?: PendingTransition | undefined;
}
export type SegmentMember = Stored<SegmentMemberFields, string>;

const membersName = "segmentMembers";

/** The members of watched segments. */
export const segmentMembers = defineCollection<SegmentMemberFields, string>(
  membersName,
  {
    _id: String,
    watchId: String,
    segmentId: String,
    contactId: String,
    inside: Boolean,
    toldAt: [Number],
    pending: Mixed,
  },
  [
    [{ workspaceId: 1, contactId: 1 }],
    [{ workspaceId: 1, watchId: 1 }],
    [
      { workspaceId: 1, "pending.id": 1 },
      { partialFilterExpression: { "pending.id": { $exists: true } } },
    ],
  ],
);

/** Returns the same collection without mongoose's document layer. */
export function segmentMembersOf(connection: Connection): mongo.Collection<SegmentMember> {
  return nativeCollection(connection, membersName);
}

/** Gives the memberships of a contact that is merged into another one to that one, so that the same person does not enter again. */
export async function moveMemberships(
  connection: Connection,
  workspaceId: ObjectId,
  from: string,
  to: string,
): Promise<void> {
  const collection = segmentMembersOf(connection);
  const found = await collection.find({ workspaceId, contactId: from }).toArray();
  if (found.length === 0) {
    return;
  }
  await collection.bulkWrite(
    found.map(({ _id, pending: _, ...member }) => ({
      updateOne: {
        filter: { _id: memberId(member.watchId, to) },
        update: { $setOnInsert: { ...member, contactId: to } },
        upsert: true,
      },
    })),
  );
  // A pending transition needs its document until flows are told. The next sweep deletes it.
  await collection.deleteMany({ workspaceId, contactId: from, pending: { $exists: false } });
}

/** The id of a membership. */
export function memberId(watchId: string, contactId: string): string {
  return `${watchId}:${contactId}`;
}
