import { join } from "node:path";
import { explained, freeBytes, hadLog } from "./check-store-file.ts";
import { openSqliteFile, type SqliteFile } from "./sqlite-file.ts";

/** The version of the file's format, raised with every change that older programs cannot read. */
const formatVersion = 1;

/** Identifies the file as a store among SQLite files ("clEM"). */
const applicationId = 0x636c454d;

/** Returns the path of the store's file. */
export const storeFilePath = (dataDir: string): string => join(dataDir, "store.sqlite");

/** A disk with fewer free bytes counts as small: the write-ahead log is kept short on it. */
const smallDiskBytes = 1024 * 1024 * 1024;

/** Opens or makes the store's file; SQLite recovers it after a crash. Throws for a file that is damaged, foreign or too new. */
export function openStoreFile(dataDir: string): SqliteFile {
  const path = storeFilePath(dataDir);
  const file = openSqliteFile(path);
  try {
    checkFormat(file, path);
    refuseMissingLog(file, path);
    file.exec("PRAGMA busy_timeout=5000");
    file.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
    const isSmall = freeBytes(dataDir) < smallDiskBytes;
    file.exec(`PRAGMA cache_size=-24000; PRAGMA wal_autocheckpoint=${isSmall ? 250 : 16000}`);
    file.exec(`PRAGMA journal_size_limit=${isSmall ? 1_048_576 : 134_217_728}`);
    file.exec("PRAGMA temp_store=FILE");
    file.exec(schema);
    file.exec("DELETE FROM state; INSERT INTO state VALUES (1)");
    // From here on, a copy of the file without its log differs from an empty store.
    file.exec("PRAGMA wal_checkpoint(FULL)");
    return file;
  } catch (error) {
    file.close();
    throw explained(error, path);
  }
}

/** Records that the store was closed in order, so that it is complete without a log. */
export function markClosed(file: SqliteFile): void {
  file.exec("DELETE FROM state");
}

/** Says whether a file has the tables of a store. */
export function hasState(file: SqliteFile): boolean {
  const sql = "SELECT 1 FROM sqlite_schema WHERE name = 'state'";
  return file.prepare(sql).get([]) !== undefined;
}

/** Says whether a file was not closed in order, or is in use. */
export function isMarkedOpen(file: SqliteFile): boolean {
  return hasState(file) && file.prepare("SELECT running FROM state").get([]) !== undefined;
}

/** Throws when a file was copied from a running store without its log. */
export function refuseMissingLog(file: SqliteFile, path: string): void {
  if (!isMarkedOpen(file) || hadLog(path)) {
    return;
  }
  throw new Error(
    `${path} was copied from a running store without its log (${path}-wal), so that the newest data is missing. ` +
      "Copy the log beside it, or restore a backup made with `npx chatloom backup`: npx chatloom restore FILE --replace",
  );
}

const schema = `
  CREATE TABLE IF NOT EXISTS collections (
    id INTEGER PRIMARY KEY,
    database TEXT NOT NULL,
    name TEXT NOT NULL,
    uuid BLOB NOT NULL,
    documents INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    UNIQUE (database, name)
  );
  CREATE TABLE IF NOT EXISTS indexes (
    id INTEGER PRIMARY KEY,
    collection INTEGER NOT NULL,
    name TEXT NOT NULL,
    spec BLOB NOT NULL,
    multikey TEXT NOT NULL,
    UNIQUE (collection, name)
  );
  DROP TABLE IF EXISTS retries;
  CREATE TABLE IF NOT EXISTS state (running INTEGER NOT NULL);
  PRAGMA user_version=${formatVersion};
  PRAGMA application_id=${applicationId};
`;

/** Throws if a file is not a store or has a newer format. */
export function checkFormat(file: SqliteFile, path: string): void {
  const id = pragma(file, "application_id");
  const version = pragma(file, "user_version");
  if (id === 0 && version === 0 && pragma(file, "schema_version") === 0) {
    return;
  }
  if (id !== applicationId) {
    throw new Error(`${path} is not a store of the embedded MongoDB.`);
  }
  if (version > formatVersion) {
    throw new Error(
      `${path} has format ${version}; this program reads formats up to ${formatVersion}. Use a newer version.`,
    );
  }
}

function pragma(file: SqliteFile, name: string): number {
  return file.prepare(`PRAGMA ${name}`).get<[number]>([])?.[0] ?? 0;
}
