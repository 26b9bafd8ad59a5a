import { existsSync } from "node:fs";
import { checkStoreFile, explained } from "../storage/check-store-file.ts";
import { claimStore, type StoreClaim } from "../storage/claim-store.ts";
import {
  checkFormat,
  markClosed,
  refuseMissingLog,
  storeFilePath,
} from "../storage/open-store-file.ts";
import { openSqliteFile, type SqliteFile } from "../storage/sqlite-file.ts";

/**
 * Reads a store's file beside its server, if there is one. Throws if there is no store, or its file is damaged or lacks
 * its log.
 */
export function readStore<Result>(dataDir: string, read: (file: SqliteFile) => Result): Result {
  const path = storeFilePath(dataDir);
  if (!existsSync(path)) {
    throw new Error(`There is no store in ${dataDir}.`);
  }
  checkStoreFile(path);
  const file = openSqliteFile(path);
  try {
    checkFormat(file, path);
    refuseMissingLog(file, path);
    file.exec("PRAGMA busy_timeout=10000");
    const result = read(file);
    close(file, dataDir);
    return result;
  } catch (error) {
    file.close();
    throw explained(error, path);
  }
}

/**
 * Where no server runs, closing moves the log that a crash left into the file and deletes it. The file then counts as
 * closed in order, so that the next start does not miss the log.
 */
function close(file: SqliteFile, dataDir: string): void {
  let claim: StoreClaim | undefined;
  try {
    claim = claimStore(dataDir);
    markClosed(file);
  } catch {
    // A server has the store open and keeps its log, or the disk takes no writes.
  }
  file.close();
  claim?.release();
}
