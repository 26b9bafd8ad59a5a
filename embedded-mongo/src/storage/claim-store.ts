import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openSqliteFile } from "./sqlite-file.ts";

/** The process that has a store open, and its connection string. */
export interface StoreOwner {
  pid: number;
  uri: string;
}

/** An exclusive claim of a store directory, until it is released or the process ends. */
export interface StoreClaim {
  /** Writes the owner into the directory, for other processes. */
  announce(owner: StoreOwner): void;
  release(): void;
}

/**
 * Claims a store directory by a lock of the operating system on a file of its own, which ends with the process. Throws
 * with the owner's process id and address if another process has the claim.
 */
export function claimStore(dataDir: string): StoreClaim {
  const path = join(dataDir, "store.lock");
  closeSync(openSync(path, "a", 0o600));
  const lock = openSqliteFile(path);
  try {
    lock.exec("PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code !== "SQLITE_BUSY") {
      throw error;
    }
    throw new Error(inUse(dataDir, readStoreOwner(dataDir)));
  }
  const owner = ownerPath(dataDir);
  rmSync(owner, { force: true });
  return {
    announce: (who) => writeFileSync(owner, `${JSON.stringify(who)}\n`, { mode: 0o600 }),
    release() {
      rmSync(owner, { force: true });
      lock.exec("ROLLBACK");
      lock.close();
    },
  };
}

/** Reads the last owner of a store; its process may have ended since. */
export function readStoreOwner(dataDir: string): StoreOwner | undefined {
  try {
    return JSON.parse(readFileSync(ownerPath(dataDir), "utf8")) as StoreOwner;
  } catch {
    return undefined;
  }
}

function inUse(dataDir: string, owner: StoreOwner | undefined): string {
  if (!owner) {
    return `The store in ${dataDir} is being opened by another process.`;
  }
  return (
    `The store in ${dataDir} is already open in process ${owner.pid}. ` +
    `To share it, set MONGODB_URI=${owner.uri} here; to open it here, stop that process first.`
  );
}

const ownerPath = (dataDir: string): string => join(dataDir, "store.owner.json");
