import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contactsOf } from "../records/contact-model.ts";
import { conversationsOf } from "../records/conversation-model.ts";
import { connectStore, type Store } from "./connect.ts";
import { createIndexes } from "./define-model.ts";
import { dropRetiredIndexes } from "./retired-indexes.ts";

let store: Store;
const dataDir = mkdtempSync(join(tmpdir(), "chatloom-indexes-"));
beforeAll(async () => {
  const log = pino({ level: "fatal" });
  store = await connectStore({ mongodbUri: process.env.MONGODB_TEST_URI, dataDir }, log);
  await createIndexes(store.connection);
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

test("drops what earlier versions indexed, and leaves declared indexes and those of others", async () => {
  const conversations = conversationsOf(store.connection);
  const names = async () => (await conversations.listIndexes().toArray()).map((it) => it.name);
  const declared = await names();
  await conversations.createIndex({ workspaceId: 1, handler: 1, updatedAt: -1 });
  await conversations.createIndex({ contactId: 1 });
  await conversations.createIndex({ contactName: 1 });
  await contactsOf(store.connection).createIndex({ workspaceId: 1, tags: 1 });
  await dropRetiredIndexes(store.connection);
  expect((await names()).sort()).toEqual([...declared, "contactName_1"].sort());
  const contacts = await contactsOf(store.connection).listIndexes().toArray();
  expect(contacts.map((it) => it.name)).not.toContain("workspaceId_1_tags_1");
  await dropRetiredIndexes(store.connection);
});
