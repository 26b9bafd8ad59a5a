import { stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { StoreSize } from "../context/store-size.ts";

/** Measures the embedded store in a directory. */
export async function sizeOfDirectory(dataDir: string): Promise<StoreSize> {
  const [data, log, disk] = await Promise.all([
    sizeOfFile(join(dataDir, "store.sqlite")),
    sizeOfFile(join(dataDir, "store.sqlite-wal")),
    statfs(dataDir).catch(() => undefined),
  ]);
  return { data, log, free: disk && disk.bavail * disk.bsize };
}

async function sizeOfFile(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.size;
}
