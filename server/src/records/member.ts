import type { ChosenAvailability } from "@chatloom/api-schema";
import mongoose from "mongoose";
import type { ServerContext } from "../context/server-context.ts";
import { idleMs, unseenMs } from "../domain/availability-of.ts";
import { defineCollection, type Stored } from "../store/scoped-model.ts";

const { ObjectId } = mongoose.Types;

/** The membership of an account in a workspace. */
export interface MemberFields {
  accountId: mongoose.Types.ObjectId;
  /** The name of a built-in role, or the id of one that the workspace made. */
  role: string;
  joinedAt: Date;
  /** Support that an owner let in: the membership ends at this moment, in epoch milliseconds. */
  until?: number;
  /** The account of the owner who let them in. */
  grantedBy?: string;
  /** The lease of the process that ends the membership, in epoch milliseconds. */
  endingUntil?: number;
  /** The groups at the identity provider gave the role: without one, the member is not let in. */
  bySso?: boolean;
  /** Whether the member wants conversations assigned; absent: `online`. */
  availability?: ChosenAvailability;
  /** When the member chose to be away, in epoch milliseconds. */
  awayAt?: number;
  /** The most open conversations at once; absent: no limit. */
  capacity?: number;
  skills?: string[];
  /** Epoch milliseconds: when a page of the studio was last known to be open, and when something was last done there. */
  seenAt?: number;
  activeAt?: number;
  /** Epoch milliseconds: when the queue last gave the member a conversation. */
  assignedAt?: number;
}
export type MemberRecord = Stored<MemberFields>;

/** The members of a connection's workspaces. */
export const members = defineCollection<MemberFields>(
  "members",
  {
    accountId: ObjectId,
    role: String,
    joinedAt: Date,
    until: Number,
    grantedBy: String,
    endingUntil: Number,
    bySso: Boolean,
    availability: String,
    awayAt: Number,
    capacity: Number,
    skills: [String],
    seenAt: Number,
    activeAt: Number,
    assignedAt: Number,
  },
  [
    [{ workspaceId: 1, accountId: 1 }, { unique: true }],
    [{ accountId: 1, joinedAt: 1 }],
    [{ until: 1 }, { sparse: true }],
  ],
);

/** Returns the filter for members who may be away at a moment, but were in the studio once; `awaySince` tells exactly. */
export function absentSince(now: number): Record<string, unknown> {
  return {
    $or: [
      { availability: "away" },
      { seenAt: { $exists: true, $lt: now - unseenMs } },
      { activeAt: { $exists: true, $lt: now - idleMs } },
    ],
  };
}

/** Returns the filter for memberships that have not ended. */
function notEnded(now: number): Record<string, unknown> {
  return { $or: [{ until: { $exists: false } }, { until: { $gt: now } }] };
}

/** Returns the membership of an account in a workspace, unless there is none or it has ended. */
export async function memberOf(
  { connection, now }: Pick<ServerContext, "connection" | "now">,
  workspaceId: mongoose.Types.ObjectId | string,
  accountId: mongoose.Types.ObjectId | string,
): Promise<MemberRecord | undefined> {
  return members(connection)
    .in(workspaceId)
    .findOne({ accountId, ...notEnded(now()) });
}

/** Returns the memberships of an account that have not ended, oldest first. */
export async function placesOf(
  { connection, now }: Pick<ServerContext, "connection" | "now">,
  accountId: mongoose.Types.ObjectId | string,
): Promise<MemberRecord[]> {
  const model = members(connection).acrossWorkspaces;
  return model
    .find({ accountId, ...notEnded(now()) })
    .sort({ joinedAt: 1 })
    .lean<MemberRecord[]>();
}
