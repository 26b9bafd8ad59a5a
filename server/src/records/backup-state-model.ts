import type { Connection } from "mongoose";
import { defineModel } from "../store/define-model.ts";

/** The scheduled backups of the store, in its only document. Moments are epoch milliseconds. */
export interface BackupStateFields {
  /** The planned time of the newest backup that is whole; 0: there is none. */
  readonly doneFor: number;
  /** When backups were first planned. */
  readonly since: number;
  /** The process that makes one now. */
  readonly owner?: string | undefined;
  /** The end of its lease, or the next attempt. */
  readonly nextAt: number;
  /** Failed attempts since the last whole backup. */
  readonly attempts: number;
  /** The newest whole backup. */
  readonly last?: BackupDone | undefined;
  /** Why the newest attempt failed. */
  readonly problem?: { readonly message: string; readonly at: number } | undefined;
  /** The planned time for which members were told that backups are overdue. */
  readonly overdueFor?: number | undefined;
}

/** A backup that is whole. */
interface BackupDone {
  readonly name: string;
  readonly at: number;
  readonly bytes: number;
  /** How long it took, in milliseconds. */
  readonly tookMs: number;
}

const backupStates = defineModel<BackupStateFields, string>("backupStates", {
  _id: String,
  doneFor: Number,
  since: Number,
  owner: String,
  nextAt: Number,
  attempts: Number,
  last: Object,
  problem: Object,
  overdueFor: Number,
});

const _id = "scheduled";

/** Reads the state of scheduled backups; undefined: none was ever planned. */
export async function readBackupState(
  connection: Connection,
): Promise<BackupStateFields | undefined> {
  return (await backupStates(connection).findById(_id).lean()) ?? undefined;
}

/** Writes down that backups are planned from now on, once. */
export async function beginBackupState(connection: Connection, now: number): Promise<void> {
  const first: BackupStateFields = { doneFor: 0, since: now, nextAt: 0, attempts: 0 };
  await backupStates(connection).updateOne({ _id }, { $setOnInsert: first }, { upsert: true });
}

/** Changes the state where the filter fits. Returns it as it is then; undefined: the filter did not fit. */
export async function changeBackupState(
  connection: Connection,
  filter: Readonly<Record<string, unknown>>,
  update: Readonly<Record<string, unknown>>,
): Promise<BackupStateFields | undefined> {
  const changed = await backupStates(connection)
    .findOneAndUpdate({ ...filter, _id }, update, { returnDocument: "after" })
    .lean();
  return changed ?? undefined;
}
