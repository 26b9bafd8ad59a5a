import { type EmbeddedMongo, startEmbeddedMongo } from "../server/start-embedded-mongo.ts";
import { readStoreOwner } from "../storage/claim-store.ts";
import { type CopiedCollection, type Migration, migrate } from "./migrate.ts";

/** Copies the store in a directory to a MongoDB server, or a server's data into the store. Connects to a running store, or starts it. */
export async function migrateStore(
  dataDir: string,
  other: { to: string } | { from: string },
  onProgress?: Migration["onProgress"],
): Promise<CopiedCollection[]> {
  const store = await openOrJoin(dataDir);
  const ends =
    "to" in other ? { from: store.uri, to: other.to } : { from: other.from, to: store.uri };
  try {
    return await migrate({ ...ends, onProgress });
  } finally {
    await store.close();
  }
}

async function openOrJoin(dataDir: string): Promise<EmbeddedMongo> {
  const owner = readStoreOwner(dataDir);
  if (owner && isAlive(owner.pid)) {
    return { uri: owner.uri, problem: () => undefined, close: async () => {} };
  }
  return startEmbeddedMongo({ dataDir });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
