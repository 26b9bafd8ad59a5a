import { type Collection, MongoClient } from "mongodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestStore, type TestStore } from "./open-test-store.ts";

const many = 15_000;

describe("a long command", () => {
  let store: TestStore;
  let other: MongoClient;
  let c: Collection<{ _id: number; n: number; text: string }>;
  beforeAll(async () => {
    store = await openTestStore();
    other = await MongoClient.connect(store.uri);
    c = store.db.collection("many");
    for (let at = 0; at < many; at += 5000) {
      await c.insertMany(
        Array.from({ length: 5000 }, (_, more) => ({
          _id: at + more,
          n: (at + more) % 1000,
          text: "x".repeat(200),
        })),
      );
    }
  });
  afterAll(async () => {
    await other.close();
    await store.close();
  });

  /** Counts how often another client reads and writes while something runs. */
  const meanwhile = async (work: Promise<unknown>): Promise<{ reads: number; writes: number }> => {
    let isRunning = true;
    const ended = work.finally(() => {
      isRunning = false;
    });
    const counts = { reads: 0, writes: 0 };
    const notes = other.db().collection<{ _id: number; at: number }>("notes");
    while (isRunning) {
      await other.db().collection<{ _id: number }>("many").findOne({ _id: 17 });
      if (isRunning) {
        counts.reads++;
      }
      await notes.updateOne({ _id: 1 }, { $inc: { at: 1 } }, { upsert: true });
      if (isRunning) {
        counts.writes++;
      }
    }
    await ended;
    return counts;
  };

  it.each<[string, () => Promise<unknown>]>([
    // Several, because one alone ends too early.
    [
      "counts without an index",
      () => Promise.all(Array.from({ length: 8 }, () => c.countDocuments({ text: "y" }))),
    ],
    ["a sort without an index", () => c.find().sort({ text: 1, n: 1 }).limit(2000).toArray()],
    [
      "groups",
      () =>
        Promise.all(
          Array.from({ length: 4 }, () =>
            c.aggregate([{ $group: { _id: "$n", n: { $sum: 1 } } }]).toArray(),
          ),
        ),
    ],
    ["an update of many", () => c.updateMany({}, { $inc: { n: 1 } })],
    ["an index being built", () => c.createIndex({ n: 1, text: 1 })],
    ["a deletion of many", () => c.deleteMany({ _id: { $gte: 100 } })],
  ])(
    "lets others read and write: %s",
    async (_name, work) => {
      const { reads, writes } = await meanwhile(work());
      expect(reads).toBeGreaterThan(3);
      expect(writes).toBeGreaterThan(3);
    },
    120_000,
  );

  it("loses no change that others make to its documents meanwhile", async () => {
    const counted = store.db.collection<{ _id: number; a: number; b: number }>("counted");
    await counted.insertMany(Array.from({ length: 5000 }, (_, _id) => ({ _id, a: 0, b: 0 })));
    const all = counted.updateMany({}, { $inc: { a: 1 } });
    const ids = Array.from({ length: 300 }, (_, at) => (at * 37) % 5000);
    await Promise.all(ids.map((_id) => counted.updateOne({ _id }, { $inc: { b: 1 } })));
    expect((await all).modifiedCount).toBe(5000);
    expect(await counted.countDocuments({ a: 1 })).toBe(5000);
    expect(await counted.countDocuments({ b: 1 })).toBe(300);
  });

  it("indexes what others write while the index is built", async () => {
    const built = store.db.collection<{ _id: number; k: number; text: string }>("built");
    await built.insertMany(
      Array.from({ length: 8000 }, (_, _id) => ({ _id, k: _id, text: "x".repeat(100) })),
    );
    const building = built.createIndex({ k: 1 }, { unique: true });
    await built.updateOne({ _id: 7999 }, { $set: { k: -1 } });
    await built.insertOne({ _id: 9000, k: 9000, text: "" });
    await built.deleteOne({ _id: 5000 });
    await building;
    for (const [k, found] of Object.entries({ "-1": 1, 9000: 1, 5000: 0, 7999: 0, 4321: 1 })) {
      expect(
        await built
          .find({ k: Number(k) })
          .hint({ k: 1 })
          .toArray(),
      ).toHaveLength(found);
    }
    await expect(built.insertOne({ _id: 1e6, k: 9000, text: "" })).rejects.toMatchObject({
      code: 11000,
    });
  });

  it("fails when it holds too much memory, and the store continues", async () => {
    const big = store.db.collection("big");
    for (let at = 0; at < 30; at++) {
      await big.insertMany(Array.from({ length: 5 }, () => ({ text: "x".repeat(1_000_000) })));
    }
    const pipelines = [
      [{ $group: { _id: null, all: { $push: "$$ROOT" } } }],
      [{ $sort: { text: 1 } }, { $group: { _id: "$text" } }],
      [{ $facet: { all: [{ $match: {} }] } }],
    ];
    for (const pipeline of pipelines) {
      const { code } = await big
        .aggregate(pipeline)
        .toArray()
        .catch((error) => error);
      expect([146, 292]).toContain(code);
    }
    await expect(big.find().sort({ text: 1 }).toArray()).rejects.toMatchObject({ code: 292 });
    await expect(
      big
        .aggregate([
          { $limit: 1 },
          { $lookup: { from: "big", localField: "none", foreignField: "none", as: "all" } },
        ])
        .toArray(),
    ).rejects.toMatchObject({ code: 4568 });
    expect(await big.countDocuments()).toBe(150);
    // Failed commands hold no memory.
    const top = await big.find().sort({ text: 1 }).limit(3).toArray();
    expect(top).toHaveLength(3);
  }, 120_000);
});
