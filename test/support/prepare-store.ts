import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { connectStore } from "../../server/src/store/connect.ts";
import { createIndexes } from "../../server/src/store/define-model.ts";

const file = "store.sqlite";
let asked = 0;
let prepared: Promise<string> | undefined;

/**
 * Puts a store with every index into an empty directory: making the indexes takes a third of a server's start. The first world of a
 * process gets none, so that single tests start at once.
 */
export async function prepareStore(dataDir: string): Promise<void> {
  asked += 1;
  if (asked === 1 || process.env.MONGODB_TEST_URI) {
    return;
  }
  prepared ??= makeStore();
  copyFileSync(join(await prepared, file), join(dataDir, file));
}

async function makeStore(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), "chatloom-prepared-"));
  process.once("exit", () => rmSync(dataDir, { recursive: true, force: true }));
  const store = await connectStore({ mongodbUri: undefined, dataDir }, pino({ level: "fatal" }));
  await createIndexes(store.connection);
  await store.close();
  return dataDir;
}
