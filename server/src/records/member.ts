import type { Role } from "@chatloom/api-schema";
import mongoose from "mongoose";
import { defineCollection, type Stored } from "../store/scoped-model.ts";

const { ObjectId } = mongoose.Types;

/** The membership of an account in a workspace. */
export interface MemberFields {
  accountId: mongoose.Types.ObjectId;
  role: Role;
  joinedAt: Date;
}
export type MemberRecord = Stored<MemberFields>;

/** The members of a connection's workspaces. */
export const members = defineCollection<MemberFields>(
  "members",
  { accountId: ObjectId, role: String, joinedAt: Date },
  [[{ workspaceId: 1, accountId: 1 }, { unique: true }], [{ accountId: 1, joinedAt: 1 }]],
);

/** Returns the memberships of an account, oldest first. */
export async function placesOf(
  connection: mongoose.Connection,
  accountId: mongoose.Types.ObjectId | string,
): Promise<MemberRecord[]> {
  const model = members(connection).acrossWorkspaces;
  return model.find({ accountId }).sort({ joinedAt: 1 }).lean<MemberRecord[]>();
}
