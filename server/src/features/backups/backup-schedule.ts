import { lastBackupTime, nextBackupTime } from "../../context/backup-times.ts";
import type { BackupSettings } from "../../context/config.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { newId } from "../../domain/new-id.ts";
import {
  type BackupStateFields,
  beginBackupState,
  changeBackupState,
  readBackupState,
} from "../../records/backup-state-model.ts";
import type { BackupTarget } from "../../store/backups/backup-target.ts";
import { openTarget } from "../../store/backups/open-target.ts";
import { deleteOldBackups, writeBackup } from "../../store/backups/write-backup.ts";
import { startDueWork } from "../../store/due-work.ts";
import { alertOperators } from "./alert-operators.ts";

/** Makes the backups that are due, in one of all processes. */
export interface BackupSchedule {
  readonly close: () => Promise<void>;
}

const lookEveryMs = 15_000;
/** Another process takes over from one that said nothing for so long. */
const leaseMs = 90_000;
const renewEveryMs = 20_000;
const firstPauseMs = 5 * 60_000;
const longestPauseMs = 3_600_000;
/** A backup that is late has so long before members are told. */
const graceMs = 15 * 60_000;

/** Starts it. The first backup is made at once, and so is one that was due while no server ran. */
export function startBackupSchedule(
  context: ServerContext,
  { place, schedule, keep }: BackupSettings,
): BackupSchedule {
  const { connection, log, now, config } = context;
  const owner = newId();
  const stopping = new AbortController();
  let begun: Promise<void> | undefined;
  const due = startDueWork<BackupStateFields>({
    log,
    name: "backups",
    lookEveryMs,
    mostAtOnce: 1,
    prepare: async () => {
      begun ??= beginBackupState(connection, now());
      await begun.catch((error: unknown) => {
        begun = undefined;
        throw error;
      });
      await tellOverdue();
    },
    take: () =>
      changeBackupState(
        connection,
        { doneFor: { $lt: lastBackupTime(schedule, now()) }, nextAt: { $lte: now() } },
        { $set: { owner, nextAt: now() + leaseMs } },
      ),
    work: makeOne,
    idsOf: () => ({}),
  });
  due.look();
  return {
    async close() {
      await due.stop();
      stopping.abort();
      await due.idle();
    },
  };

  async function makeOne({ attempts }: BackupStateFields): Promise<void> {
    const planned = lastBackupTime(schedule, now());
    const at = now();
    const renewal = setInterval(() => void renew(), renewEveryMs);
    let target: BackupTarget | undefined;
    try {
      target = await openTarget(place);
      const { signal } = stopping;
      const { name, bytes } = await writeBackup(target, {
        dataDir: config.dataDir,
        now: at,
        signal,
      });
      const last = { name, at, bytes, tookMs: now() - at };
      await changeBackupState(
        connection,
        { owner },
        {
          $set: { doneFor: planned, last, attempts: 0, nextAt: 0 },
          $unset: { owner: 1, problem: 1, overdueFor: 1 },
        },
      );
      log.info({ name, bytes }, "Made a backup");
      await deleteOldBackups(target, keep).catch((error: unknown) => tellNotDeleted(error));
    } catch (error) {
      await (stopping.signal.aborted ? giveBack() : noteFailure(target, error, attempts + 1));
    } finally {
      clearInterval(renewal);
      target?.close();
    }
  }

  async function renew(): Promise<void> {
    await changeBackupState(connection, { owner }, { $set: { nextAt: now() + leaseMs } }).catch(
      (error: unknown) => log.warn({ err: error }, "failed to renew the lease of a backup"),
    );
  }

  async function giveBack(): Promise<void> {
    await changeBackupState(connection, { owner }, { $set: { nextAt: 0 }, $unset: { owner: 1 } });
  }

  async function noteFailure(
    target: BackupTarget | undefined,
    error: unknown,
    attempts: number,
  ): Promise<void> {
    log.error({ err: error }, "failed to make a backup");
    const message = explain(target, error);
    const pause = Math.min(firstPauseMs * 2 ** (attempts - 1), longestPauseMs);
    const noted = await changeBackupState(
      connection,
      { owner },
      {
        $set: { attempts, problem: { message, at: now() }, nextAt: now() + pause },
        $unset: { owner: 1 },
      },
    );
    if (noted) {
      await alertOperators(context, { code: "backup.failed", message });
    }
  }

  async function tellNotDeleted(error: unknown): Promise<void> {
    log.error({ err: error }, "failed to delete old backups");
    const said = error instanceof Error ? error.message : String(error);
    const message = `The backup is whole, but older ones could not be deleted: ${said}`;
    await alertOperators(context, { code: "backup.failed", message });
  }

  /** Once for each planned time, whoever comes first. */
  async function tellOverdue(): Promise<void> {
    const at = now();
    const planned = lastBackupTime(schedule, at);
    const state = await readBackupState(connection);
    const interval = nextBackupTime(schedule, at) - planned;
    const late = planned + Math.min(graceMs, interval / 2) < at;
    const newest = state?.last?.at ?? state?.since ?? at;
    if (!late || at - newest <= 2 * interval) {
      return;
    }
    const told = await changeBackupState(
      connection,
      { doneFor: { $lt: planned }, overdueFor: { $ne: planned } },
      { $set: { overdueFor: planned } },
    );
    if (told) {
      const when = new Date(newest).toISOString().slice(0, 16).replace("T", " ");
      await alertOperators(context, {
        code: "backup.overdue",
        message: `No backup has succeeded since ${when} UTC`,
        reason: `${when} UTC`,
      });
    }
  }
}

function explain(target: BackupTarget | undefined, error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const known = target?.explain(error);
  return known?.refused ? known.message : said;
}
