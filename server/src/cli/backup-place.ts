import { existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readBackupPlace } from "../context/read-backup.ts";
import type { BackupTarget } from "../store/backups/backup-target.ts";
import { keyName, listBackups } from "../store/backups/list-backups.ts";
import { openTarget } from "../store/backups/open-target.ts";
import { partialPath } from "../store/backups/partial-files.ts";

/** Whether a text names a bucket. */
export const isBucketAddress = (text: string): boolean => /^s3:/i.test(text);

/** Opens a folder or a bucket with backups, does something with it and closes it. A bucket's key is in the `S3_` variables. */
export async function withPlace<T>(
  text: string,
  use: (target: BackupTarget) => Promise<T>,
): Promise<T> {
  const read = (name: string) => process.env[name]?.trim() || undefined;
  const place = readBackupPlace(text, read, (variable, expected) => {
    throw new Error(`${variable} ${expected}`);
  });
  const target = await openTarget(place);
  try {
    return await use(target);
  } catch (error) {
    const { message, refused } = target.explain(error);
    throw refused && place.kind === "bucket" ? new Error(message) : error;
  } finally {
    target.close();
  }
}

/** Where a backup is that is to be restored. */
export interface FoundBackup {
  readonly file: string;
  /** The name of the place it came from, as an operator writes it. */
  readonly from: string;
  /** Deletes what was fetched. */
  readonly forget: () => void;
}

/** Finds a backup: a file, the newest one of a folder, or one of a bucket, which is fetched into the data directory. */
export async function findBackup(text: string, dataDir: string): Promise<FoundBackup> {
  if (!isBucketAddress(text)) {
    const isFolder = existsSync(text) && statSync(text).isDirectory();
    const file = isFolder ? join(text, await withPlace(text, newestIn)) : text;
    return { file, from: file, forget: () => {} };
  }
  const named = text.endsWith(".sqlite");
  return withPlace(named ? dirname(text) : text, async (target) => {
    const name = named ? basename(text) : await newestIn(target);
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const file = partialPath(dataDir, name);
    const forget = () => {
      rmSync(file, { force: true });
      rmSync(keyName(file), { force: true });
    };
    try {
      const files = await target.list();
      if (!files.some((it) => it.name === name)) {
        throw new Error(`There is no backup ${name} in ${target.name}.`);
      }
      await target.fetch(name, file);
      if (files.some((it) => it.name === keyName(name))) {
        await target.fetch(keyName(name), keyName(file));
      }
      return { file, from: `${target.name}/${name}`, forget };
    } catch (error) {
      forget();
      throw error;
    }
  });
}

async function newestIn(target: BackupTarget): Promise<string> {
  const [newest] = await listBackups(target);
  if (!newest) {
    throw new Error(`There is no backup in ${target.name}.`);
  }
  return newest.name;
}
