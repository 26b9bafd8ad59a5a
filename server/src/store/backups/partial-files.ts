import { randomBytes } from "node:crypto";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

const partialForm = /^chatloom-.*\.partial(?:-journal)?$/;
/** A temporary file that did not change for so long belongs to a killed process. Milliseconds. */
const abandonedMs = 3_600_000;

/** Returns a temporary path that no other process uses. */
export function partialPath(folder: string, name: string): string {
  return join(folder, `${name}.${randomBytes(6).toString("hex")}.partial`);
}

/** Deletes temporary files of killed processes from a folder. */
export async function sweepPartials(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names.filter((it) => partialForm.test(it))) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    // The file system has a clock of its own, which is the system's.
    if (found && Date.now() - found.mtimeMs > abandonedMs) {
      await rm(path, { force: true });
    }
  }
}
