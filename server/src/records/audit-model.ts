import type { AuditEntry, AuditKind } from "@chatloom/api-schema";
import mongoose from "mongoose";
import { defineCollection, type Stored } from "../store/scoped-model.ts";

/** The facts of an audit entry, apart from its place in the chain. Moments are epoch milliseconds. */
export interface AuditFacts {
  readonly at: number;
  readonly by: {
    readonly kind: AuditEntry["by"]["kind"];
    readonly id: string;
    readonly name: string;
    /** The account that made the token. */
    readonly makerId?: string | undefined;
  };
  readonly action: string;
  readonly kind: AuditKind;
  readonly object: { readonly id: string; readonly name: string };
  readonly address: string;
  readonly outcome: AuditEntry["outcome"];
  readonly changes: readonly AuditEntry["changes"][number][];
}

/** An entry of the audit log. Its id is that of the noted call, so that a call is never written twice. */
export interface AuditFields extends AuditFacts {
  /** From 1, without gaps. */
  readonly sequence: number;
  readonly previousHash: string;
  readonly hash: string;
}
export type StoredAudit = Stored<AuditFields>;

/** The audit logs of all workspaces. */
export const auditEntries = defineCollection<AuditFields>(
  "auditEntries",
  {
    sequence: Number,
    previousHash: String,
    hash: String,
    at: Number,
    by: mongoose.Schema.Types.Mixed,
    action: String,
    kind: String,
    object: mongoose.Schema.Types.Mixed,
    address: String,
    outcome: String,
    changes: mongoose.Schema.Types.Mixed,
  },
  [
    [{ workspaceId: 1, sequence: 1 }, { unique: true }],
    [{ workspaceId: 1, "by.id": 1, sequence: -1 }],
    [{ workspaceId: 1, kind: 1, sequence: -1 }],
    [{ workspaceId: 1, "object.id": 1, sequence: -1 }],
    [{ workspaceId: 1, at: 1 }],
  ],
);

/** A call that began and has no entry yet. */
export interface NotedCallFields {
  readonly facts: AuditFacts;
  /** From then on nobody ends the call any more, and it gets an entry with an unknown outcome. */
  readonly dueAt: number;
}

/** The noted calls of all workspaces. */
export const notedCalls = defineCollection<NotedCallFields>(
  "auditNotes",
  { facts: mongoose.Schema.Types.Mixed, dueAt: Number },
  [[{ dueAt: 1 }]],
);

/** A place in a chain. The signature is made with SECRET_KEY. */
export interface SignedPlace {
  readonly sequence: number;
  readonly hash: string;
  readonly signature: string;
}

/** Where a workspace's chain begins, after old entries were deleted, and where it ends. The id is the workspace's. */
export interface AuditChainFields {
  readonly start?: SignedPlace;
  readonly head?: SignedPlace;
}

/** The chains of all workspaces. */
export const auditChains = defineCollection<AuditChainFields, string>("auditChains", {
  _id: String,
  start: mongoose.Schema.Types.Mixed,
  head: mongoose.Schema.Types.Mixed,
});
