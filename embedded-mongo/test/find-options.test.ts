import { ObjectId } from "mongodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestStore, type TestStore } from "./open-test-store.ts";

describe("options of find", () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());

  const fresh = () => store.db.collection(`c${new ObjectId()}`);

  it("reads an index between two of its keys, and gives the keys or the numbers of documents", async () => {
    const c = fresh();
    await c.insertMany([1, 2, 3, 4].map((_id) => ({ _id, a: _id, b: -_id })) as never);
    await c.createIndex({ a: 1, b: 1 });
    const hint = { a: 1, b: 1 };
    const ids = async (options: object): Promise<unknown[]> =>
      (await c.find({}, { hint, ...options }).toArray()).map(({ _id }) => _id);
    expect(await ids({ min: { a: 2, b: -2 }, max: { a: 4, b: -4 } })).toEqual([2, 3]);
    expect(await ids({ min: { a: 3, b: 0 } })).toEqual([4]);
    expect(await ids({ max: { a: 3, b: -9 }, sort: { a: -1, b: -1 } })).toEqual([2, 1]);
    await expect(ids({ min: { b: 1, a: 1 } })).rejects.toMatchObject({ code: 51174 });
    await expect(ids({ min: { a: 9, b: 0 }, max: { a: 1, b: 0 } })).rejects.toMatchObject({
      code: 51175,
    });
    await expect(c.find({}, { min: { a: 1, b: 1 } }).toArray()).rejects.toMatchObject({
      code: 51173,
    });
    const first = { hint, limit: 1 };
    expect(await c.find({}, { ...first, returnKey: true }).toArray()).toEqual([{ a: 1, b: -1 }]);
    expect(await c.find({}, { limit: 1, returnKey: true }).toArray()).toEqual([{}]);
    expect(await c.find({}, { ...first, showRecordId: true }).toArray()).toEqual([
      { _id: 1, a: 1, b: -1, $recordId: 1 },
    ]);
  });

  it("knows the variables of a command in its projections", async () => {
    const c = fresh();
    await c.insertOne({ a: 1 });
    const projection = { _id: 0, sum: { $add: ["$a", "$$more"] } };
    expect(await c.find({}, { let: { more: 2 }, projection }).toArray()).toEqual([{ sum: 3 }]);
    expect(
      await c.findOneAndUpdate({}, { $inc: { a: 1 } }, { let: { more: 5 }, projection }),
    ).toEqual({ sum: 6 });
  });
});
