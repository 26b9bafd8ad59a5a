import { constants } from "node:fs";
import { copyFile, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BackupTarget, KeptFile } from "./backup-target.ts";
import { partialPath, sweepPartials } from "./partial-files.ts";

/** A folder that keeps backups; made with the first one. */
export function folderTarget(folder: string): BackupTarget {
  return {
    name: folder,
    stage: folder,
    async list() {
      const entries = (await readdir(folder, { withFileTypes: true }).catch(ifMissing)) ?? [];
      const files: KeptFile[] = [];
      for (const { name } of entries.filter((it) => it.isFile())) {
        // Another process may delete its own files meanwhile.
        const found = await stat(join(folder, name)).catch(ifMissing);
        if (found) {
          files.push({ name, bytes: found.size });
        }
      }
      return files;
    },
    async put(name, path) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const ready = dirname(path) === folder ? path : partialPath(folder, name);
      if (ready !== path) {
        await copyFile(path, ready, constants.COPYFILE_EXCL);
      }
      await sync(ready);
      await rename(ready, join(folder, name));
      await sync(folder);
    },
    fetch: (name, path) => copyFile(join(folder, name), path, constants.COPYFILE_EXCL),
    delete: (name) => rm(join(folder, name), { force: true }),
    sweep: () => sweepPartials(folder),
    explain(error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const full = code === "ENOSPC" || code === "EDQUOT";
      return { message: `BACKUP_TO: ${folder} cannot be used: ${message}`, refused: !full };
    },
    close: () => {},
  };
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") {
    throw error;
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
