import { join } from "node:path";
import { openSqliteFile, type SqliteFile } from "./sqlite-file.ts";

/** How much a crash of the machine may cost: `full` loses nothing acknowledged, `relaxed` may lose the last moments (never the file). */
export type Durability = "full" | "relaxed";

/** The format of the file, counted up with every change that older programs cannot read. */
const formatVersion = 1;

/** Marks the file as ours among SQLite files ("clEM"). */
const applicationId = 0x636c454d;

/** The path of the store's one file. */
export const storeFilePath = (dataDir: string): string => join(dataDir, "store.sqlite");

/** Opens or makes the store's file; SQLite repairs what a crash left. Refuses files that are not ours or too new. */
export function openStoreFile(dataDir: string, durability: Durability): SqliteFile {
  const path = storeFilePath(dataDir);
  const file = openSqliteFile(path);
  try {
    checkFormat(file, path);
    file.exec("PRAGMA busy_timeout=5000");
    file.exec("PRAGMA journal_mode=WAL");
    file.exec(`PRAGMA synchronous=${durability === "full" ? "FULL" : "NORMAL"}`);
    file.exec("PRAGMA cache_size=-24000; PRAGMA wal_autocheckpoint=16000");
    file.exec("PRAGMA journal_size_limit=134217728; PRAGMA temp_store=FILE");
    file.exec(`
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
      CREATE TABLE IF NOT EXISTS retries (
        session BLOB NOT NULL,
        number INTEGER NOT NULL,
        reply BLOB NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (session)
      ) WITHOUT ROWID;
      PRAGMA user_version=${formatVersion};
      PRAGMA application_id=${applicationId};
    `);
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Says what is wrong with a file that is no store of this program. */
export function checkFormat(file: SqliteFile, path: string): void {
  const id = pragma(file, "application_id");
  const version = pragma(file, "user_version");
  if (id === 0 && version === 0 && pragma(file, "schema_version") === 0) return;
  if (id !== applicationId) throw new Error(`${path} is not a store of the embedded MongoDB.`);
  if (version > formatVersion) {
    throw new Error(
      `${path} has format ${version}; this program reads formats up to ${formatVersion}. Use a newer version.`,
    );
  }
}

function pragma(file: SqliteFile, name: string): number {
  return file.prepare(`PRAGMA ${name}`).get<[number]>([])?.[0] ?? 0;
}
