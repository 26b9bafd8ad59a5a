import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testUri } from "../testing/test-uri.ts";
import { connectStore, type Store } from "./connect.ts";
import { dropRetiredIndexes } from "./retired-indexes.ts";

let store: Store;
const dataDir = mkdtempSync(join(tmpdir(), "chatloom-indexes-"));
beforeAll(async () => {
  const log = pino({ level: "fatal" });
  store = await connectStore({ mongodbUri: testUri(dataDir), dataDir }, log);
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

test("drops what earlier versions indexed, and leaves other indexes", async () => {
  const { db } = store.connection;
  if (!db) {
    throw new Error("The store is not connected");
  }
  const namesOf = async (collection: string) =>
    (await db.collection(collection).listIndexes().toArray()).map((it) => it.name).sort();
  const conversations = db.collection("conversations");
  await conversations.createIndex({ keys: 1 }, { unique: true });
  await conversations.createIndex({ workspaceId: 1, handler: 1, updatedAt: -1 });
  await conversations.createIndex({ contactId: 1 });
  await db.collection("contacts").createIndex({ workspaceId: 1, tags: 1 });
  for (let start = 0; start < 2; start++) {
    await dropRetiredIndexes(store.connection);
    expect(await namesOf("conversations")).toEqual(["_id_", "keys_1"]);
    expect(await namesOf("contacts")).toEqual(["_id_"]);
  }
});
