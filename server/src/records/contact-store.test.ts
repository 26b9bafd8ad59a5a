import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ContactDoc } from "../domain/contact-doc.ts";
import { connectStore, type Store } from "../store/connect.ts";
import { testUri } from "../testing/test-uri.ts";
import { createContactStore } from "./contact-store.ts";

const dataDir = mkdtempSync(join(tmpdir(), "chatloom-contacts-"));
let store: Store;
beforeAll(async () => {
  const log = pino({ level: "fatal" });
  store = await connectStore({ mongodbUri: testUri(dataDir), dataDir }, log);
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const contact: ContactDoc = {
  _id: new mongoose.Types.ObjectId().toHexString(),
  workspaceId: new mongoose.Types.ObjectId(),
  name: "Ada",
  firstName: "Ada",
  lastName: "",
  email: "",
  phone: "",
  language: "",
  tags: [],
  fields: {},
  optedIn: false,
  identities: [],
  createdAt: 1,
  updatedAt: 1,
};
const counted = (count: number): ContactDoc => ({ ...contact, fields: { count } });

test("a turn's change that comes late does not undo a newer turn's", async () => {
  const contacts = createContactStore(store.connection);
  await contacts.make(contact);
  const cause = (turn: number) => ({ conversationId: "c1", effectId: `c1.${turn}:1` });
  await contacts.change(contact, counted(9), cause(9));
  await contacts.change(contact, counted(4), cause(4));
  expect((await contacts.byId(contact._id))?.fields.count).toBe(9);
  await contacts.change(contact, counted(10), cause(10));
  expect((await contacts.byId(contact._id))?.fields.count).toBe(10);
});
