import { chmodSync, closeSync, existsSync, openSync, rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { explained } from "../storage/check-store-file.ts";
import { checkFormat, hasState, isMarkedOpen, markClosed } from "../storage/open-store-file.ts";
import { openSqliteFile } from "../storage/sqlite-file.ts";
import { readStore } from "./read-store.ts";

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
  const target = resolve(file);
  if (existsSync(target)) {
    throw new Error(`${target} exists already; a backup never replaces a file.`);
  }
  readStore(dataDir, (store) => {
    // The empty file gets its mode first, so that other users can never read it.
    closeSync(openSync(target, "wx", 0o600));
    try {
      store.exec(`VACUUM INTO '${target.replaceAll("'", "''")}'`);
      chmodSync(target, 0o600);
      prepareCopy(target);
      checkBackup(target);
    } catch (error) {
      rmSync(target, { force: true });
      throw error;
    }
  });
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
    if (isMarkedOpen(backup)) {
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
