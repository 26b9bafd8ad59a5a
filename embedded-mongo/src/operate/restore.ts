import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { claimStore } from "../storage/claim-store.ts";
import { storeFilePath } from "../storage/open-store-file.ts";
import { checkBackup } from "./backup.ts";

/** The result of a restore: the path of the store, and the path to which a replaced store was moved. */
export interface RestoreResult {
  file: string;
  replaced: string | undefined;
}

/**
 * Restores a backup into a directory whose store is not running. Refuses if there is a store, unless it is to be replaced;
 * the replaced store is kept under another name.
 */
export function restoreStore(
  dataDir: string,
  backup: string,
  options: { replace?: boolean } = {},
): RestoreResult {
  const source = resolve(backup);
  if (!existsSync(source)) {
    throw new Error(`There is no file ${source}.`);
  }
  checkBackup(source);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const claim = claimStore(dataDir);
  try {
    const file = storeFilePath(dataDir);
    if (existsSync(file) && !options.replace) {
      throw new Error(
        `There is a store in ${dataDir} already; replace it with --replace (it is kept under another name).`,
      );
    }
    // The copy is complete before it is renamed, so that a crash leaves either the old store or the new one.
    const copy = join(dataDir, "store.restoring");
    copyFileSync(source, copy);
    chmodSync(copy, 0o600);
    sync(copy);
    const replaced = existsSync(file) ? keepOld(file, dataDir) : undefined;
    renameSync(copy, file);
    return { file, replaced };
  } finally {
    claim.release();
  }
}

function keepOld(file: string, dataDir: string): string {
  const time = new Date().toISOString().replaceAll(/[:.]/g, "-");
  const kept = join(dataDir, `store.before-restore-${time}.sqlite`);
  // The log of the old store belongs to its file.
  for (const suffix of ["-wal", "-shm"]) {
    if (existsSync(file + suffix)) {
      renameSync(file + suffix, kept + suffix);
    }
  }
  renameSync(file, kept);
  rmSync(`${file}-shm`, { force: true });
  return kept;
}

function sync(path: string): void {
  const handle = openSync(path, "r+");
  fsyncSync(handle);
  closeSync(handle);
}
