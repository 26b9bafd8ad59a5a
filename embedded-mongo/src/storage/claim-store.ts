import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openSqliteFile } from "./sqlite-file.ts";

/** Who has a store open and where it can be reached. */
export type StoreOwner = { pid: number; uri: string };

/** A store directory that this process alone may write to, until it is released or the process dies. */
export type StoreClaim = {
  /** Writes down who we are, for others who ask. */
  announce(owner: StoreOwner): void;
  release(): void;
};

/**
 * Claims a store directory. The claim is a lock of the operating system on a file of its own, so it goes away with the
 * process however that ends; a second claim is refused with the first one's process id and address.
 */
export function claimStore(dataDir: string): StoreClaim {
  const path = join(dataDir, "store.lock");
  closeSync(openSync(path, "a", 0o600));
  const lock = openSqliteFile(path);
  try {
    lock.exec("PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code !== "SQLITE_BUSY") throw error;
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

/** Who wrote last that they have the store open; they may have died since. */
export function readStoreOwner(dataDir: string): StoreOwner | undefined {
  try {
    return JSON.parse(readFileSync(ownerPath(dataDir), "utf8")) as StoreOwner;
  } catch {
    return undefined;
  }
}

function inUse(dataDir: string, owner: StoreOwner | undefined): string {
  if (!owner) return `The store in ${dataDir} is being opened by another process.`;
  return (
    `The store in ${dataDir} is already open in process ${owner.pid}. ` +
    `To share it, set MONGODB_URI=${owner.uri} here; to open it here, stop that process first.`
  );
}

const ownerPath = (dataDir: string): string => join(dataDir, "store.owner.json");
