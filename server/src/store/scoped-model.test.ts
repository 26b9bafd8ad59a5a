import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectStore, type Store } from "./connect.ts";
import { createIndexes } from "./define-model.ts";
import { defineCollection } from "./scoped-model.ts";

const notes = defineCollection<{ text: string; count?: number | undefined }>(
  "testNotes",
  { text: String, count: Number },
  [[{ workspaceId: 1, text: 1 }, { unique: true }]],
);
const one = new mongoose.Types.ObjectId();
const two = new mongoose.Types.ObjectId();
let dataDir: string;
let store: Store;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "chatloom-scope-"));
  store = await connectStore({ mongodbUri: undefined, dataDir }, pino({ level: "silent" }));
  await createIndexes(store.connection);
  await notes(store.connection).in(one).insert({ text: "mine", count: 1 });
  await notes(store.connection).in(two).insert({ text: "theirs", count: 1 });
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

test("finds, counts and aggregates in its workspace only", async () => {
  const mine = notes(store.connection).in(one);
  expect((await mine.find({})).map((it) => it.text)).toEqual(["mine"]);
  expect(await mine.count({})).toBe(1);
  expect(await mine.distinct("text")).toEqual(["mine"]);
  expect(await mine.aggregate([{ $group: { _id: null, n: { $sum: 1 } } }])).toEqual([
    { _id: null, n: 1 },
  ]);
});

test("reaches no other workspace, even when asked for it by name or id", async () => {
  const mine = notes(store.connection).in(one);
  const theirs = await notes(store.connection).in(two).findOne({ text: "theirs" });
  expect(await mine.findById(String(theirs?._id))).toBeUndefined();
  expect(await mine.find({ workspaceId: two })).toHaveLength(1);
  expect(await mine.find({ $or: [{ workspaceId: two }, { text: "theirs" }] })).toEqual([]);
  expect(await mine.deleteMany({ text: "theirs" })).toBe(0);
  const changed = await mine.updateMany({ text: "theirs" }, { $set: { count: 9 } });
  expect(changed.matched).toBe(0);
});

test("puts what it inserts or upserts into its workspace", async () => {
  const mine = notes(store.connection).in(one);
  const upserted = await mine.findOneAndUpdate(
    { text: "new" },
    { $inc: { count: 1 } },
    { upsert: true },
  );
  expect(String(upserted?.workspaceId)).toBe(String(one));
});

test("moves nothing to another workspace", async () => {
  const mine = notes(store.connection).in(one);
  await expect(mine.updateOne({ text: "mine" }, { $set: { workspaceId: two } })).rejects.toThrow(
    "never moves",
  );
});

test("refuses fields that were not declared", async () => {
  const mine = notes(store.connection).in(one);
  await expect(mine.updateOne({ text: "mine" }, { $set: { colour: "red" } })).rejects.toThrow();
});

test("stores nothing for a field that is undefined", async () => {
  const mine = notes(store.connection).in(new mongoose.Types.ObjectId());
  const update = { $set: { text: "upserted", count: undefined } };
  await mine.insert({ text: "alone", count: undefined });
  await mine.insertMany([{ text: "with others", count: undefined }]);
  await mine.updateOne({ text: "upserted" }, update, { upsert: true });

  const found = await mine.find({}, { projection: { _id: 0, workspaceId: 0, __v: 0 } });
  expect(found.map((it) => Object.keys(it))).toEqual([["text"], ["text"], ["text"]]);
  expect(await mine.count({ count: null })).toBe(3);
});
