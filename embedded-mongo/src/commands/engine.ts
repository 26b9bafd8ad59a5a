import { Catalog } from "../storage/catalog.ts";
import { openStoreFile } from "../storage/open-store-file.ts";
import type { SqliteFile } from "../storage/sqlite-file.ts";
import { Cursors } from "./cursors.ts";
import type { SignInKeys } from "./sign-in-keys.ts";

/** A log entry for the operator: a warning, such as a slow query, or an error, such as a full disk. */
export interface StoreNotice {
  level: "warn" | "error";
  message: string;
  details: Record<string, unknown>;
}

/** The open store: all that commands work on. */
export interface Engine {
  readonly file: SqliteFile;
  readonly catalog: Catalog;
  readonly cursors: Cursors;
  /** Set if clients must sign in. */
  readonly signInKeys: SignInKeys | undefined;
  notice(notice: StoreNotice): void;
}

/** Opens the store in a directory, which the caller has claimed. */
export function openEngine(
  dataDir: string,
  notice: Engine["notice"],
  signInKeys?: SignInKeys,
): Engine {
  const file = openStoreFile(dataDir);
  const catalog = new Catalog(file);
  catalog.dropUnfinished();
  return { file, catalog, cursors: new Cursors(), signInKeys, notice };
}
