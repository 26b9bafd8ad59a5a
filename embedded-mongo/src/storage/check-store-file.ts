import { existsSync, statfsSync, statSync } from "node:fs";

const logs = new Map<string, boolean>();

/**
 * Checks a store's file before it is opened, and whether it has a log. Throws for an empty file, which a failed copy
 * leaves.
 */
export function checkStoreFile(path: string): void {
  logs.set(path, isFilled(`${path}-wal`));
  if (!existsSync(path) || statSync(path).size > 0 || logs.get(path)) {
    return;
  }
  throw new Error(
    `${path} is empty (0 bytes): a copy failed, or the first start did. ` +
      "Restore a backup with `npx chatloom restore FILE --replace`, or delete the file to begin with an empty store.",
  );
}

/** Says whether the log was there when the file was last checked; SQLite makes a new one when it opens the file. */
export function hadLog(path: string): boolean {
  return logs.get(path) ?? isFilled(`${path}-wal`);
}

// SQLite makes an empty log when it opens a file without one. The log of a running store is never empty.
function isFilled(path: string): boolean {
  return existsSync(path) && statSync(path).size > 0;
}

/** Returns the free bytes of the disk of a directory; infinity if unknown. */
export function freeBytes(directory: string): number {
  try {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Names the file and what to do in SQLite's errors of a damaged file. */
export function explained(error: unknown, path: string): unknown {
  const { code, message } = error as { code?: string; message: string };
  const isDamaged =
    code === "SQLITE_NOTADB" ||
    code === "SQLITE_CORRUPT" ||
    /malformed|not a database/.test(message);
  if (!isDamaged) {
    return error;
  }
  return new Error(
    `${path} is damaged or no store (${message}). Keep it and restore a backup: npx chatloom restore FILE --replace`,
  );
}
