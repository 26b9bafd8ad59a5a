import type { Permission } from "@chatloom/api-schema";
import { defineCollection, type Stored } from "../store/scoped-model.ts";

/** A role that a workspace made from permissions. */
export interface RoleFields {
  name: string;
  /** The name in lower case, which is unique within the workspace. */
  nameKey: string;
  description: string;
  permissions: Permission[];
  /** Increased by every edit. */
  version: number;
  /** Somebody deletes it: until this moment, in epoch milliseconds, nobody gets it. */
  closingUntil?: number;
  createdAt: Date;
}
export type RoleRecord = Stored<RoleFields>;

/** The roles that a connection's workspaces made. */
export const roleRecords = defineCollection<RoleFields>(
  "roles",
  {
    name: String,
    nameKey: String,
    description: String,
    permissions: [String],
    version: Number,
    closingUntil: Number,
    createdAt: Date,
  },
  [[{ workspaceId: 1, nameKey: 1 }, { unique: true }]],
);

/** Returns the form of a name by which roles are told apart. */
export function roleNameKey(name: string): string {
  return name.trim().normalize("NFC").toLowerCase();
}
