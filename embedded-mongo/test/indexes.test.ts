import { ObjectId } from "mongodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestStore, type TestStore } from "./open-test-store.ts";

describe("indexes", () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());

  const fresh = () => store.db.collection(`c${new ObjectId()}`);

  it("leaves nothing of a document that one of several unique indexes refuses", async () => {
    const c = fresh();
    await c.createIndexes([
      { key: { a: 1 }, unique: true },
      { key: { b: 1 }, unique: true },
      { key: { c: 1 } },
    ]);
    await c.insertOne({ a: 1, b: 1, c: 1 });
    await expect(c.insertOne({ a: 2, b: 1, c: 2 })).rejects.toMatchObject({ code: 11000 });
    await c.insertOne({ a: 2, b: 2, c: 2 });
    await expect(c.updateOne({ a: 2 }, { $set: { a: 3, b: 1 } })).rejects.toMatchObject({
      code: 11000,
    });
    await c.insertOne({ a: 3, b: 3 });
    expect(await c.find({ c: 2 }).toArray()).toHaveLength(1);
  });

  it("finds many values through their own index, though another index narrows the query, too", async () => {
    const rows = fresh();
    await rows.createIndexes([{ key: { workspace: 1, state: 1 } }, { key: { contact: 1, at: 1 } }]);
    await rows.insertMany(
      Array.from({ length: 3_000 }, (_, contact) => ({ workspace: 1, state: "open", contact })),
    );
    const contacts = Array.from({ length: 600 }, (_, index) => index * 3);
    const { executionStats } = await rows
      .find({ workspace: 1, contact: { $in: contacts }, reachable: null })
      .explain();
    expect(executionStats).toMatchObject({ nReturned: 600, totalDocsExamined: 600 });
  });
  it("keeps sparse and partial unique indexes to the documents they hold", async () => {
    const c = fresh();
    await c.createIndex({ code: 1 }, { unique: true, sparse: true });
    await c.createIndex({ slot: 1 }, { unique: true, partialFilterExpression: { active: true } });
    await c.insertMany([{ slot: 1 }, { slot: 1 }, { slot: 1, active: true }]);
    await expect(c.insertOne({ slot: 1, active: true })).rejects.toMatchObject({ code: 11000 });
    expect(await c.find({ slot: 1 }).toArray()).toHaveLength(3);
    expect(await c.find({ code: null }).toArray()).toHaveLength(3);
  });

  it("builds a unique index over duplicates not at all", async () => {
    const c = fresh();
    await c.insertMany([{ a: 1 }, { a: 1 }]);
    await expect(c.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
    expect(await c.indexes()).toHaveLength(1);
  });

  it("tells equal, renamed and conflicting indexes apart", async () => {
    const c = fresh();
    await c.createIndex({ a: 1 });
    await expect(c.createIndex({ a: 1 })).resolves.toBe("a_1");
    await expect(c.createIndex({ a: 1 }, { name: "other" })).rejects.toMatchObject({ code: 85 });
    await expect(c.createIndex({ b: 1 }, { name: "a_1" })).rejects.toMatchObject({ code: 86 });
    await expect(c.dropIndex("nowhere")).rejects.toMatchObject({ code: 27 });
    await expect(c.dropIndex("_id_")).rejects.toMatchObject({ code: 72 });
  });
});
