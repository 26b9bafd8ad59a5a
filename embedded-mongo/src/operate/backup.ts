import { existsSync, rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { checkFormat, storeFilePath } from "../storage/open-store-file.ts";
import { openSqliteFile } from "../storage/sqlite-file.ts";

/** What a backup wrote. */
export type BackupResult = { file: string; bytes: number };

/**
 * Writes the store as it is at this moment into a new file, also while the store is running: it reads beside it and
 * holds nothing up. The result is compact, checked, and a store file itself.
 */
export function backupStore(dataDir: string, file: string): BackupResult {
  const source = storeFilePath(dataDir);
  const target = resolve(file);
  if (!existsSync(source)) throw new Error(`There is no store in ${dataDir}.`);
  if (existsSync(target))
    throw new Error(`${target} exists already; a backup never replaces a file.`);
  const store = openSqliteFile(source);
  try {
    checkFormat(store, source);
    store.exec("PRAGMA busy_timeout=10000");
    store.exec(`VACUUM INTO '${target.replaceAll("'", "''")}'`);
    checkBackup(target);
  } catch (error) {
    rmSync(target, { force: true });
    throw error;
  } finally {
    store.close();
  }
  return { file: target, bytes: statSync(target).size };
}

/** Throws if a file is no sound store file. */
export function checkBackup(file: string): void {
  const backup = openSqliteFile(file, { readonly: true });
  try {
    checkFormat(backup, file);
    const [answer] = backup.prepare("PRAGMA quick_check").get<[string]>([]) ?? ["no answer"];
    if (answer !== "ok") throw new Error(`${file} is damaged: ${answer}`);
  } finally {
    backup.close();
  }
}
