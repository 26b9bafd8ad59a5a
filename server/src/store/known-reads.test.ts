import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connectStore, type Store } from "./connect.ts";
import { writesTo } from "./count-writes.ts";
import { createIndexes } from "./define-model.ts";
import { createKnownReads, type KnownReads } from "./known-reads.ts";
import { defineCollection } from "./scoped-model.ts";

interface Note {
  text: string;
}
const notes = defineCollection<Note>("testKnownNotes", { text: String }, [
  [{ text: 1 }, { unique: true }],
]);
const workspaceId = new mongoose.Types.ObjectId();
const dataDir = mkdtempSync(join(tmpdir(), "chatloom-known-"));
let store: Store;
let id: string;
let solitude: number | undefined;
let reads: number;
let known: KnownReads<string | undefined>;

beforeAll(async () => {
  store = await connectStore({ mongodbUri: undefined, dataDir }, pino({ level: "silent" }));
  await createIndexes(store.connection);
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});
beforeEach(async () => {
  await mine().deleteMany({});
  id = String((await mine().insert({ text: "first" }))._id);
  solitude = 1;
  reads = 0;
  known = knownFor(0);
});

const mine = () => notes(store.connection).in(workspaceId);
const knownFor = (inCompanyMs: number) =>
  createKnownReads<string | undefined>({
    solitude: () => solitude,
    writes: () => writesTo(notes(store.connection).acrossWorkspaces),
    inCompanyMs,
  });
async function read(key: string): Promise<string | undefined> {
  reads += 1;
  return (await mine().findById(key))?.text;
}
const text = () => known(id, read);

test("what is known is not read again while the process is alone", async () => {
  expect([await text(), await text(), await text()]).toEqual(["first", "first", "first"]);
  expect(reads).toBe(1);
});

test("each way of writing makes it be read again", async () => {
  const model = notes(store.connection).acrossWorkspaces;
  const ways: readonly (() => Promise<unknown>)[] = [
    () => mine().updateOne({ _id: id }, { $set: { text: "changed" } }),
    () => mine().updateMany({}, { $set: { text: "changed again" } }),
    () => mine().findOneAndUpdate({ _id: id }, { $set: { text: "found and changed" } }),
    () => mine().insert({ text: "another" }),
    () => mine().insertMany([{ text: "one more" }]),
    () => model.create({ text: "created", workspaceId }),
    () =>
      model.bulkWrite([{ updateOne: { filter: { _id: id }, update: { $set: { text: "bulk" } } } }]),
    () => mine().deleteOne({ text: "another" }),
    () => mine().findOneAndDelete({ text: "one more" }),
    () => mine().deleteMany({ _id: id }),
  ];
  await text();
  for (const [index, write] of ways.entries()) {
    await write();
    expect(await text()).toBe((await mine().findById(id))?.text);
    expect(reads, String(ways[index])).toBe(index + 2);
  }
  expect(await text()).toBeUndefined();
});

test("a write that failed counts, too: it may have happened", async () => {
  await text();
  await expect(mine().insert({ text: "first" })).rejects.toThrow();
  await text();
  expect(reads).toBe(2);
});

test("what was read while a write was under way is read again", async () => {
  const writing = mine().updateOne({ _id: id }, { $set: { text: "second" } });
  await Promise.all([text(), writing]);
  expect(await text()).toBe("second");
});

test("in company it is read each time, or as seldom as was asked for", async () => {
  solitude = undefined;
  await text();
  await text();
  expect(reads).toBe(2);
  known = knownFor(60_000);
  await text();
  await text();
  expect(reads).toBe(3);
});

test("nothing is known any more after company, or of what was not there", async () => {
  await text();
  solitude = 2;
  await text();
  expect(reads).toBe(2);
  const nobody = new mongoose.Types.ObjectId().toHexString();
  await known(nobody, read);
  await known(nobody, read);
  expect(reads).toBe(4);
});
