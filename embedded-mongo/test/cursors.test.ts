import { Long } from "mongodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestStore, type TestStore } from "./open-test-store.ts";

describe("cursors", () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore();
    await store.db
      .collection<{ _id: number }>("ten")
      .insertMany(Array.from({ length: 10 }, (_, _id) => ({ _id })));
  });
  afterAll(() => store.close());

  const read = async (batchSize: number, find: object): Promise<number[][]> => {
    const batches: number[][] = [];
    let { cursor } = await store.db.command({ find: "ten", batchSize, ...find });
    batches.push(cursor.firstBatch.map(({ _id }: { _id: number }) => _id));
    while (!Long.ZERO.eq(cursor.id)) {
      ({ cursor } = await store.db.command({
        getMore: Long.fromValue(cursor.id),
        collection: "ten",
        batchSize,
      }));
      const batch = cursor.nextBatch.map(({ _id }: { _id: number }) => _id);
      batches.push(batch);
      if (batch.length === 0 && !Long.ZERO.eq(cursor.id)) {
        throw new Error("an empty batch with a living cursor");
      }
    }
    return batches;
  };

  const all = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  for (let batchSize = 1; batchSize <= 12; batchSize++) {
    it(`gives every document once in batches of ${batchSize}, and no empty batch at the end`, async () => {
      for (const limit of [0, 1, batchSize - 1, batchSize, batchSize + 1, 10, 11]) {
        const batches = await read(batchSize, { sort: { _id: 1 }, limit });
        expect(batches.flat()).toEqual(limit > 0 ? all.slice(0, limit) : all);
        expect(batches.every((batch) => batch.length <= batchSize && batch.length > 0)).toBe(true);
      }
    });
  }

  it("opens a cursor without documents when the first batch is to have none", async () => {
    const { cursor } = await store.db.command({ find: "ten", batchSize: 0 });
    expect(cursor.firstBatch).toEqual([]);
    expect(Long.ZERO.eq(cursor.id)).toBe(false);
    const more = await store.db.command({ getMore: Long.fromValue(cursor.id), collection: "ten" });
    expect(more.cursor.nextBatch).toHaveLength(10);
    expect(more.cursor.id).toEqual(0);
  });

  it("answers nothing at once when nothing matches", async () => {
    const { cursor } = await store.db.command({ find: "ten", filter: { _id: 99 }, batchSize: 1 });
    expect(cursor).toMatchObject({ firstBatch: [], id: 0 });
  });

  it("splits batches at 16 MB", async () => {
    const big = store.db.collection("big");
    await big.insertMany(
      Array.from({ length: 5 }, (_, at) => ({ at, text: "x".repeat(6_000_000) })),
    );
    const { cursor } = await store.db.command({ find: "big" });
    expect(cursor.firstBatch).toHaveLength(2);
    const found = await big.find().toArray();
    expect(found.map(({ at }) => at)).toEqual([0, 1, 2, 3, 4]);
  });

  it("continues while documents are added and removed", async () => {
    const moving = store.db.collection<{ _id: number }>("moving");
    await moving.insertMany(Array.from({ length: 1000 }, (_, _id) => ({ _id })));
    const seen: number[] = [];
    for await (const { _id } of moving.find().batchSize(10)) {
      seen.push(_id);
      if (_id < 1000) {
        await moving.deleteOne({ _id: _id + 500 });
      }
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.slice(0, 500)).toEqual(Array.from({ length: 500 }, (_, at) => at));
  });

  it("knows no cursor that was killed, exhausted or is another collection's", async () => {
    const open = async () =>
      Long.fromValue((await store.db.command({ find: "ten", batchSize: 1 })).cursor.id);
    const id = await open();
    await expect(store.db.command({ getMore: id, collection: "other" })).rejects.toMatchObject({
      code: 13,
    });
    const killed = await store.db.command({ killCursors: "ten", cursors: [id] });
    expect(killed.cursorsKilled).toHaveLength(1);
    await expect(store.db.command({ getMore: id, collection: "ten" })).rejects.toMatchObject({
      code: 43,
    });
  });

  it("ends a cursor whose collection is dropped with an error", async () => {
    await store.db.collection("gone").insertMany(Array.from({ length: 300 }, (_, at) => ({ at })));
    const cursor = store.db.collection("gone").find().batchSize(2);
    await cursor.next();
    await store.db.collection("gone").drop();
    await expect(cursor.toArray()).rejects.toMatchObject({ code: 175 });
  });

  it("does not count the time a client takes over a cursor", async () => {
    const slow = store.db.collection("patient");
    await slow.insertMany(Array.from({ length: 2000 }, (_, at) => ({ at })));
    const cursor = slow
      .find({ at: { $gte: 0 } })
      .batchSize(500)
      .maxTimeMS(300);
    await cursor.next();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await cursor.toArray()).toHaveLength(1999);
  });
});
