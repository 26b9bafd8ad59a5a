import { Catalog } from "../storage/catalog.ts";
import { type Durability, openStoreFile } from "../storage/open-store-file.ts";
import type { SqliteFile } from "../storage/sqlite-file.ts";
import { Cursors } from "./cursors.ts";
import { KnownSessions } from "./known-sessions.ts";
import { Retries } from "./retries.ts";

/** Something an operator should read, such as a slow query. */
export type StoreNotice = { message: string; details: Record<string, unknown> };

/** The open store: all that commands work on. */
export type Engine = {
  readonly dataDir: string;
  readonly file: SqliteFile;
  readonly catalog: Catalog;
  readonly cursors: Cursors;
  readonly retries: Retries;
  readonly sessions: KnownSessions;
  readonly startedAt: Date;
  /** The secret of SCRAM-SHA-256, if clients must sign in. */
  readonly password: string | undefined;
  notice(notice: StoreNotice): void;
};

/** Opens the store in a directory, which the caller has claimed. */
export function openEngine(
  dataDir: string,
  options: {
    durability: Durability;
    password?: string | undefined;
    notice: (notice: StoreNotice) => void;
  },
): Engine {
  const file = openStoreFile(dataDir, options.durability);
  return {
    dataDir,
    file,
    catalog: new Catalog(file),
    cursors: new Cursors(),
    retries: new Retries(file),
    sessions: new KnownSessions(),
    startedAt: new Date(),
    password: options.password,
    notice: options.notice,
  };
}
