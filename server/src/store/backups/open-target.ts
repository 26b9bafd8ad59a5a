import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import type { BackupPlace } from "../../context/config.ts";
import type { BackupTarget } from "./backup-target.ts";
import { bucketTarget } from "./bucket-target.ts";
import { folderTarget } from "./folder-target.ts";
import { partialPath } from "./partial-files.ts";

/** Opens a place for backups. Writes nothing there. */
export async function openTarget(place: BackupPlace): Promise<BackupTarget> {
  return place.kind === "folder" ? folderTarget(place.path) : bucketTarget(place.bucket);
}

/** Writes, lists and deletes a small file in a place. Throws what the place answers. */
export async function tryTarget(target: BackupTarget): Promise<void> {
  const name = `chatloom-check-${process.pid}-${Math.random().toString(36).slice(2)}`;
  const path = partialPath(tmpdir(), name);
  await writeFile(path, "chatloom", { mode: 0o600 });
  try {
    await target.put(name, path);
    const found = (await target.list()).find((it) => it.name === name);
    await target.delete(name);
    if (found?.bytes !== "chatloom".length) {
      throw new Error("it does not list a file that it was given");
    }
  } finally {
    await rm(path, { force: true });
  }
}
