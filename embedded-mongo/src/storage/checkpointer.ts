import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import Libsql from "libsql/promise";
import { freeBytes } from "./check-store-file.ts";

/** Moves written pages from the write-ahead log into the file, in the background. */
export interface Checkpointer {
  /** Stops it; resolves when it no longer uses the file. */
  stop(): Promise<void>;
}

const everyMilliseconds = 1000;
/** The size of the log from which a checkpoint, with its two syncs of the disk, is made, in bytes. */
const worthBytes = 4 * 1024 * 1024;
/** On a small disk a checkpoint is made when the log takes this part of the free bytes. */
const worthPart = 1 / 16;

/**
 * Starts making checkpoints of a store's file. SQLite would make them within commits, which then take many times as long
 * and block all others. A connection of its own makes them in a thread of the library. `failed` receives errors; SQLite
 * then makes the checkpoints within commits again.
 */
export function startCheckpointer(path: string, failed: (error: Error) => void): Checkpointer {
  const database = new Libsql(path, {});
  let done = 0;
  let working: Promise<void> = Promise.resolve();
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) {
      return;
    }
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
    if (!log || log.mtimeMs <= done) {
      return;
    }
    if (log.size < Math.min(worthBytes, freeBytes(dirname(path)) * worthPart)) {
      return;
    }
    const begun = log.mtimeMs;
    await database.exec("PRAGMA wal_checkpoint(PASSIVE)");
    done = begun;
  }
}
