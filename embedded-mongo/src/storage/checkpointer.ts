import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import Libsql from "libsql/promise";
import { freeBytes } from "./check-store-file.ts";

/** Brings what was written from the log into the file, beside the work on it. */
export type Checkpointer = {
  /** Ends it; resolves when the file is left alone. */
  stop(): Promise<void>;
};

const everyMilliseconds = 1000;
/** A log of so many bytes is worth the two syncs of the disk that a check-in takes. */
const worthBytes = 4 * 1024 * 1024;
/** On a small disk the log is checked in when it takes this part of the free bytes. */
const worthPart = 1 / 16;

/**
 * Starts looking after the log of a store's file. SQLite would check it in within a commit, which then takes many times as long and
 * holds up all others; a connection of its own does it in a thread of the library, and commits find little left to do. `failed` is
 * told of errors; the store goes on without, as SQLite then does it within commits again.
 */
export function startCheckpointer(path: string, failed: (error: Error) => void): Checkpointer {
  const database = new Libsql(path, {});
  let done = 0;
  let working: Promise<void> = Promise.resolve();
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    working = checkpoint()
      .catch((error: Error) => failed(error))
      .finally(() => {
        isBusy = false;
      });
  }, everyMilliseconds);
  timer.unref();

  return {
    async stop() {
      clearInterval(timer);
      await working;
      database.close();
    },
  };

  async function checkpoint(): Promise<void> {
    const log = await stat(`${path}-wal`).catch(() => undefined);
    if (!log || log.mtimeMs <= done) return;
    if (log.size < Math.min(worthBytes, freeBytes(dirname(path)) * worthPart)) return;
    const begun = log.mtimeMs;
    await database.exec("PRAGMA wal_checkpoint(PASSIVE)");
    done = begun;
  }
}
