import fc from "fast-check";
import { type Collection, type Document, MongoServerError, ObjectId } from "mongodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSortOrder } from "../src/keys/sort-order.ts";
import { decode } from "../src/values/index.ts";
import { openTestStore, type TestStore } from "./open-test-store.ts";

const scalar = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0.5, -0.5, Number.NaN, 1e20),
  fc.constantFrom("", "a", "ab", "b", "A"),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(new Date(0), new Date(5)),
  fc.constantFrom(
    new ObjectId("000000000000000000000001"),
    new ObjectId("ffffffffffffffffffffffff"),
  ),
);
const value = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.record({ x: scalar }, { requiredKeys: [] }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }), {
      maxLength: 3,
    }),
  },
  { weight: 1, arbitrary: fc.array(fc.array(scalar, { maxLength: 2 }), { maxLength: 2 }) },
);
const document = fc.record({ a: value, b: value, c: scalar }, { requiredKeys: [] });
const path = fc.constantFrom("a", "b", "c", "a.x", "a.y", "b.x", "a.0", "a.1.x");
const condition = fc.oneof(
  { weight: 3, arbitrary: value },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom("$gt", "$gte", "$lt", "$lte", "$eq", "$ne"), scalar)
      .map(([op, operand]) => ({ [op]: operand })),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lt: high })),
  },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 4 }).map(($in) => ({ $in })) },
  { weight: 1, arbitrary: fc.boolean().map(($exists) => ({ $exists })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ $regex: "^a" }, { $regex: "^ab?" }, { $not: { $gt: 0 } }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(scalar, scalar)
      .map(([low, high]) => ({ $elemMatch: { $gte: low, $lte: high } })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(scalar, scalar).map(([x, y]) => ({ $elemMatch: { x, y: { $gte: y } } })),
  },
);
const plain = fc.dictionary(path, condition, { maxKeys: 3, noNullPrototype: true });
const filter = fc.oneof(
  { weight: 4, arbitrary: plain },
  { weight: 1, arbitrary: fc.tuple(plain, plain).map(([one, other]) => ({ $or: [one, other] })) },
  { weight: 1, arbitrary: fc.tuple(plain, plain).map(([one, other]) => ({ $and: [one, other] })) },
);
const sort = fc
  .uniqueArray(fc.tuple(path, fc.constantFrom(1, -1)), { maxLength: 2, selector: ([name]) => name })
  .map(Object.fromEntries);

const indexes: Record<string, 1 | -1>[] = [
  { a: 1 },
  { b: -1 },
  { a: 1, b: 1 },
  { c: 1, a: -1 },
  { "a.x": 1, c: -1 },
  { "a.x": 1, "a.y": 1 },
  { c: -1, b: 1 },
];

describe("plans", () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());

  const ids = (documents: Document[]): number[] =>
    documents.map(({ _id }) => _id).sort((a, b) => a - b);

  it("find the same documents by every index, by no index and by counting", async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { minLength: 1, maxLength: 25 }),
        fc.array(fc.tuple(filter, sort), { minLength: 6, maxLength: 12 }),
        async (documents, queries) => {
          const c: Collection<Document> = store.db.collection(`plans${round++}`);
          await c.insertMany(documents.map((fields, _id): Document => ({ _id, ...fields })));
          // Two arrays in one document cannot be in one index; such collections do without it.
          for (const key of indexes) {
            await c.createIndex(key).catch(() => undefined);
          }
          await c.createIndex({ c: 1 }, { sparse: true, name: "sparse" });
          await c.createIndex(
            { a: 1 },
            { partialFilterExpression: { c: { $gt: 0 } }, name: "partial" },
          );
          const names = (await c.indexes())
            .map(({ name }) => name as string)
            .filter((name) => name !== "sparse" && name !== "partial");
          for (const [query, order] of queries) {
            const scanned = await c.find(query).hint({ $natural: 1 }).toArray();
            const expected = ids(scanned);
            expect(ids(await c.find(query).toArray()), "chosen plan").toEqual(expected);
            for (const name of names) {
              expect(ids(await c.find(query).hint(name).toArray()), name).toEqual(expected);
            }
            const { n } = await store.db.command({ count: c.collectionName, query });
            expect(n, "count").toBe(expected.length);
            expect(await c.countDocuments(query), "countDocuments").toBe(expected.length);
            if (Object.keys(order).length === 0) {
              continue;
            }
            // Documents with two arrays cannot be sorted by both.
            const wanted = await keysInOrder(c, query, order, { $natural: 1 }).catch(message);
            expect(await keysInOrder(c, query, order).catch(message), "chosen order").toEqual(
              wanted,
            );
          }
          await c.drop();
        },
      ),
      { numRuns: Number(process.env.FC_RUNS ?? 40) },
    );
  }, 120_000);

  // Equal documents may come in any order, so only the sort keys are compared.
  const keysInOrder = async (
    c: Collection<Document>,
    query: object,
    order: Record<string, 1 | -1>,
    hint?: object,
  ): Promise<string[]> => {
    const found: unknown[] = await c
      .find(query, { raw: true, ...(hint ? { hint } : {}) })
      .sort(order)
      .toArray();
    const { keyOf } = readSortOrder(order)!;
    const keys = found.map((doc) => keyOf(decode(doc as Buffer)).toString("hex"));
    expect(keys).toEqual([...keys].sort());
    return keys;
  };

  it("refuses an index on a path with a number by name", async () => {
    for (const key of ["a.0", "a.0.b", "b.c.12"]) {
      await expect(store.db.collection("numbered").createIndex({ [key]: 1 })).rejects.toMatchObject(
        {
          code: 238,
          message: expect.stringContaining(`'${key}'`),
        },
      );
    }
    await store.db.collection("numbered").createIndex({ "a.1st": 1, "0": 1 });
  });

  it("uses the index on what is equal, then the order, then a range", async () => {
    const c = store.db.collection("talk");
    await c.createIndex({ conversation: 1, at: -1 });
    await c.insertMany(Array.from({ length: 2000 }, (_, at) => ({ conversation: at % 10, at })));
    const stats = async (query: object, order: Record<string, 1 | -1>, limit = 0) => {
      const { executionStats, queryPlanner } = await c
        .find(query)
        .sort(order)
        .limit(limit)
        .explain("executionStats");
      return { examined: executionStats.totalDocsExamined, plan: queryPlanner.winningPlan };
    };
    const ofSome = await stats({ conversation: { $in: [3, 5, 8] } }, { at: -1 }, 5);
    expect(ofSome.examined).toBeLessThan(60);
    const ofEither = {
      $or: [{ conversation: 3 }, { conversation: { $in: [5, 8] }, at: { $gt: 9 } }],
    };
    const either = await stats(ofEither, { at: -1 }, 5);
    expect(either.examined).toBeLessThan(80);
    const found = await c.find(ofEither).sort({ at: -1 }).limit(5).toArray();
    expect(found.map(({ at }) => at)).toEqual([1998, 1995, 1993, 1988, 1985]);
    const newest = await stats({ conversation: 3 }, { at: -1 }, 5);
    expect(newest.examined).toBeLessThan(30);
    expect(newest.plan).toMatchObject({
      stage: "FETCH",
      inputStage: { stage: "IXSCAN", indexName: "conversation_1_at_-1", direction: "forward" },
    });
    expect((await stats({ conversation: 3 }, { at: 1 }, 5)).plan.inputStage.direction).toBe(
      "backward",
    );
    expect((await stats({ conversation: 3, at: { $gt: 1000, $lte: 1100 } }, {})).examined).toBe(10);
    expect(
      (await stats({ $or: [{ conversation: 3, at: 3 }, { _id: new ObjectId() }] }, {})).plan,
    ).toMatchObject({ stage: "OR" });
    expect((await stats({ at: 5 }, {})).plan.stage).toBe("COLLSCAN");
  });
});

function message(error: unknown): string {
  if (error instanceof MongoServerError) {
    return error.message;
  }
  throw error;
}
