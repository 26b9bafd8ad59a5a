import { chmodSync, closeSync, existsSync, openSync, rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { checkStoreFile, explained } from "../storage/check-store-file.ts";
import {
  checkFormat,
  markClosed,
  refuseMissingLog,
  storeFilePath,
} from "../storage/open-store-file.ts";
import { openSqliteFile, type SqliteFile } from "../storage/sqlite-file.ts";
import { closeReadFile } from "./close-read-file.ts";

/** The path and the size of a backup. */
export interface BackupResult {
  file: string;
  bytes: number;
}

/**
 * Writes the current state of the store into a new file (mode 0600). The store may be running and is not blocked. The
 * result is compact, checked, and a store file.
 */
export function backupStore(dataDir: string, file: string): BackupResult {
  const source = storeFilePath(dataDir);
  const target = resolve(file);
  if (!existsSync(source)) {
    throw new Error(`There is no store in ${dataDir}.`);
  }
  if (existsSync(target)) {
    throw new Error(`${target} exists already; a backup never replaces a file.`);
  }
  // The empty file gets its mode first, so that other users can never read it.
  closeSync(openSync(target, "wx", 0o600));
  checkStoreFile(source);
  const store = openSqliteFile(source);
  try {
    checkFormat(store, source);
    refuseMissingLog(store, source);
    store.exec("PRAGMA busy_timeout=10000");
    store.exec(`VACUUM INTO '${target.replaceAll("'", "''")}'`);
    chmodSync(target, 0o600);
    prepareCopy(target);
    checkBackup(target);
    closeReadFile(store, dataDir);
  } catch (error) {
    store.close();
    rmSync(target, { force: true });
    throw explained(error, source);
  }
  return { file: target, bytes: statSync(target).size };
}

// The copy is complete without a log, like a store that was closed.
function prepareCopy(file: string): void {
  const copy = openSqliteFile(file);
  try {
    if (hasState(copy)) {
      markClosed(copy);
    }
  } finally {
    copy.close();
  }
}

function hasState(file: SqliteFile): boolean {
  const sql = "SELECT 1 FROM sqlite_schema WHERE name = 'state'";
  return file.prepare(sql).get([]) !== undefined;
}

/** Throws if a file is damaged or not a store file. */
export function checkBackup(file: string): void {
  if (statSync(file).size === 0) {
    throw new Error(`${file} is empty (0 bytes) and no backup.`);
  }
  const backup = openSqliteFile(file, { readonly: true });
  try {
    checkFormat(backup, file);
    const [answer] = backup.prepare("PRAGMA quick_check").get<[string]>([]) ?? ["no answer"];
    if (answer !== "ok") {
      throw new Error(`${file} is damaged: ${answer}`);
    }
    if (hasState(backup) && backup.prepare("SELECT running FROM state").get([]) !== undefined) {
      throw new Error(
        `${file} was copied from a running store and may lack its newest data; use a file that \`npx chatloom backup\` made.`,
      );
    }
  } catch (error) {
    throw explained(error, file);
  } finally {
    backup.close();
  }
}
