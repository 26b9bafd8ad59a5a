import { existsSync } from "node:fs";
import { chmod, copyFile, mkdir, rm, stat } from "node:fs/promises";
import { secretKeyPath } from "../../secrets/kept-secret-key.ts";
import type { BackupTarget } from "./backup-target.ts";
import { backupName, keyName, listBackups } from "./list-backups.ts";
import { partialPath, sweepPartials } from "./partial-files.ts";
import { takeSnapshot } from "./take-snapshot.ts";

/** The store and the key to back up. */
export interface BackupSource {
  readonly dataDir: string;
  /** Epoch milliseconds; becomes the backup's name. */
  readonly now: number;
  readonly signal?: AbortSignal | undefined;
}

/** A backup that is whole. */
export interface WrittenBackup {
  readonly name: string;
  readonly bytes: number;
  /** Whether the secret key lies beside it. */
  readonly withKey: boolean;
}

/**
 * Writes a backup of the embedded store into a place, and the secret key that the data directory keeps beside it. The backup appears
 * last and whole. Throws when it did not.
 */
export async function writeBackup(
  target: BackupTarget,
  { dataDir, now, signal }: BackupSource,
): Promise<WrittenBackup> {
  const stage = target.stage ?? dataDir;
  await mkdir(stage, { recursive: true, mode: 0o700 });
  await target.sweep();
  await sweepPartials(dataDir);
  const name = backupName(now);
  const [file, key] = [partialPath(stage, name), partialPath(stage, keyName(name))];
  const withKey = existsSync(secretKeyPath(dataDir));
  try {
    await takeSnapshot(dataDir, file, signal);
    const { size: bytes } = await stat(file);
    if (withKey) {
      await copyFile(secretKeyPath(dataDir), key);
      await chmod(key, 0o600);
      await target.put(keyName(name), key, signal);
    }
    await target.put(name, file, signal);
    const kept = (await target.list()).find((it) => it.name === name);
    if (kept?.bytes !== bytes) {
      throw new Error(`${name} has ${kept?.bytes ?? 0} bytes in ${target.name}, not ${bytes}`);
    }
    return { name, bytes, withKey };
  } finally {
    await Promise.all([file, key].map((it) => rm(it, { force: true })));
  }
}

/** Deletes all but the newest backups. Files by other names stay. Returns the names of deleted backups. */
export async function deleteOldBackups(target: BackupTarget, keep: number): Promise<string[]> {
  const old = (await listBackups(target)).slice(keep);
  for (const { name, withKey } of old) {
    // The backup goes before its key, so that none is left that cannot be read.
    await target.delete(name);
    if (withKey) {
      await target.delete(keyName(name));
    }
  }
  return old.map((it) => it.name);
}
