import { claimStore } from "../storage/claim-store.ts";
import { markClosed } from "../storage/open-store-file.ts";
import type { SqliteFile } from "../storage/sqlite-file.ts";

/**
 * Closes a store's file that was read beside its server. Where no server runs, closing moves the log that a crash left into the
 * file and deletes it; the file then counts as closed in order, so that the next start does not miss the log.
 */
export function closeReadFile(file: SqliteFile, dataDir: string): void {
  let claim: ReturnType<typeof claimStore> | undefined;
  try {
    claim = claimStore(dataDir);
    markClosed(file);
  } catch {
    // A server has the store open and keeps its log, or the disk takes no writes.
  } finally {
    file.close();
    claim?.release();
  }
}
