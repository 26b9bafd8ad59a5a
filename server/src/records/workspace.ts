import type mongoose from "mongoose";
import { defineModel, type Kept } from "../store/define-model.ts";

/** A tenant: its flows, channels, contacts and members know nothing of other workspaces. */
export interface WorkspaceFields {
  name: string;
  /** An IANA name. */
  timeZone: string;
  /** ISO 3166: whose phone numbers and dates contacts write, where a flow says nothing else. Empty where none is set. */
  country?: string;
  /** Variables that flows of the workspace share. */
  variables: Record<string, unknown>;
  /** By variable: which decision of which conversation it holds. */
  variablesSet?: Record<string, { by: string; place: number; at: number }>;
  /** Goes up whenever what the flows answer changes; the caches of compiled flows watch it. */
  flowsStamp: number;
  createdAt: Date;
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
  createdAt: Date,
});

/** A workspace by its id. */
export async function findWorkspace(
  connection: mongoose.Connection,
  id: string | mongoose.Types.ObjectId,
): Promise<Workspace | undefined> {
  return (await workspaces(connection).findById(id).lean()) ?? undefined;
}
