import type { WhenAway } from "@chatloom/api-schema";
import type { AssignmentRule, RoutingRule } from "@chatloom/flows-schema";
import type mongoose from "mongoose";
import { defineModel, type Kept } from "../store/define-model.ts";

/** A tenant: its flows, channels, contacts and members are separate from other workspaces. */
export interface WorkspaceFields {
  name: string;
  /** An IANA name. */
  timeZone: string;
  /** ISO 3166: the country of phone numbers and dates that contacts write, unless a flow sets another. Empty if none is set. */
  country?: string;
  /** Variables that flows of the workspace share. */
  variables: Record<string, unknown>;
  /** By variable: the decision and the conversation that set its value. */
  variablesSet?: Record<string, { by: string; place: number; at: number }>;
  /** Increases when the active flows change; the caches of compiled flows compare it. */
  flowsStamp: number;
  /** Whether every field and tag that contacts have is defined. */
  definitionsComplete?: boolean;
  /** Who answers messages that no step waits for. */
  routing?: { revision: number; rules: RoutingRule[]; fallbacks?: Fallback[] };
  /** The rules for conversations that are handed to anyone. */
  assignment?: { revision: number; rules: AssignmentRule[] };
  /** The rule for conversations without a team whose agent goes away. */
  whenAway?: WhenAway;
  /** The rules for signing in. */
  security?: WorkspaceSecurity;
  /** Whether somebody else approves a flow before it is published. */
  publishing?: { readonly approval?: boolean };
  createdAt: Date;
}
/** The rules for members who sign in. */
export interface WorkspaceSecurity {
  /** Whether every member needs a second factor. */
  readonly twoFactor?: boolean;
  /** Addresses and ranges that members and programs may come from; absent or empty: every one. */
  readonly allowedAddresses?: readonly string[];
}
/** The channel that takes over what another one's platform refuses. Both are ids of accounts. */
interface Fallback {
  channelId: string;
  fallbackId: string;
}
export type Workspace = Kept<WorkspaceFields>;

/** The workspaces of a connection. */
export const workspaces = defineModel<WorkspaceFields>("workspaces", {
  name: String,
  timeZone: String,
  country: String,
  variables: Object,
  variablesSet: Object,
  flowsStamp: Number,
  definitionsComplete: Boolean,
  routing: Object,
  assignment: Object,
  whenAway: Object,
  security: Object,
  publishing: Object,
  createdAt: Date,
});

/** The oldest workspace: that of the people who run the server, which also gets the channels of the environment. */
export async function firstWorkspace(
  connection: mongoose.Connection,
): Promise<Workspace | undefined> {
  const [first] = await workspaces(connection).find().sort({ _id: 1 }).limit(1).lean();
  return first;
}

/** A workspace by its id. */
export async function findWorkspace(
  connection: mongoose.Connection,
  id: string | mongoose.Types.ObjectId,
): Promise<Workspace | undefined> {
  return (await workspaces(connection).findById(id).lean()) ?? undefined;
}
