import { Binary, type Document, type MongoServerError, ObjectId } from "mongodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestStore, type TestStore } from "./open-test-store.ts";

describe("commands", () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());

  const fresh = () => store.db.collection(`c${new ObjectId()}`);

  it("stops an ordered batch at the first failure and finishes an unordered one", async () => {
    const command = { documents: [{ _id: 1 }, { _id: 1 }, { _id: 2 }] };
    const ordered = await store.db.command({ insert: "ordered", ...command });
    expect(ordered).toMatchObject({
      n: 1,
      writeErrors: [{ index: 1, code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 1 } }],
    });
    const unordered = await store.db.command({ insert: "unordered", ...command, ordered: false });
    expect(unordered).toMatchObject({ n: 2, writeErrors: [{ index: 1, code: 11000 }] });
  });

  it("names collection, index and values of a duplicate key as MongoDB does", async () => {
    const people = store.db.collection("people");
    await people.createIndex({ email: 1, "at.x": -1 }, { unique: true });
    await people.insertOne({ email: "a@b", at: { x: 5 } });
    const error = await people
      .insertOne({ email: "a@b", at: { x: 5 } })
      .catch((caught) => caught as MongoServerError);
    expect(error).toMatchObject({
      code: 11000,
      keyPattern: { email: 1, "at.x": -1 },
      keyValue: { email: "a@b", "at.x": 5 },
    });
    expect((error as Error).message).toBe(
      'E11000 duplicate key error collection: chatloom.people index: email_1_at.x_-1 dup key: { email: "a@b", at.x: 5 }',
    );
  });

  it("changes many documents once each although they move in the index that is read", async () => {
    const c = fresh();
    await c.createIndex({ n: 1 });
    await c.insertMany(Array.from({ length: 3000 }, (_, n) => ({ n })));
    const result = await c.updateMany({ n: { $gte: 0 } }, { $inc: { n: 10 } });
    expect(result).toMatchObject({ matchedCount: 3000, modifiedCount: 3000 });
    expect(await c.find({ n: { $lt: 10 } }).toArray()).toEqual([]);
    expect((await c.deleteMany({ n: { $gte: 1000 } })).deletedCount).toBe(2010);
  });

  it("answers findAndModify with the document before or after, and with what it did", async () => {
    const c = fresh();
    const made = await c.findOneAndUpdate(
      { k: 1 },
      { $setOnInsert: { v: 1 } },
      { upsert: true, includeResultMetadata: true },
    );
    expect(made).toMatchObject({ value: null, lastErrorObject: { n: 1, updatedExisting: false } });
    expect(made.lastErrorObject?.upserted).toBeInstanceOf(ObjectId);
    expect(
      await c.findOneAndUpdate(
        { k: 1 },
        { $inc: { v: 1 } },
        { returnDocument: "after", projection: { _id: 0, v: 1 } },
      ),
    ).toEqual({ v: 2 });
    expect(await c.findOneAndReplace({ k: 1 }, { k: 2 })).toMatchObject({ k: 1, v: 2 });
    expect(await c.findOneAndDelete({ k: 2 })).toMatchObject({ k: 2 });
    expect(await c.findOneAndDelete({ k: 2 })).toBeNull();
  });

  it("refuses unknown commands and options, and what only MongoDB has, by name", async () => {
    const says = (command: Document) =>
      store.db.command(command).catch(({ message }: Error) => message);
    const end = "not available in the embedded store; set MONGODB_URI";
    expect(await says({ find: "x", fancy: 1 })).toBe(
      `BSON field 'find.fancy' is an unknown field; it is ${end}`,
    );
    expect(await says({ find: "x", tailable: true })).toContain("'find.tailable'");
    expect(await says({ update: "x", updates: [{ q: {}, u: {}, magic: 1 }] })).toContain(
      "'update.updates.magic'",
    );
    expect(await says({ create: "x", capped: true, size: 1000 })).toContain("'create.capped'");
    expect(await says({ find: "x", collation: { locale: "sv" } })).toContain("collation");
    expect(await says({ mapReduce: "x" })).toContain(`'mapReduce'; it is ${end}`);
    expect(
      await says({ createIndexes: "x", indexes: [{ key: { a: "text" }, name: "t" }] }),
    ).toContain("'text'");
    expect(
      await says({ createIndexes: "x", indexes: [{ key: { "$**": 1 }, name: "w" }] }),
    ).toContain("wildcard");
  });

  it("refuses a transaction by name", async () => {
    const command = {
      find: "x",
      lsid: { id: new Binary(Buffer.alloc(16, 1), 4) },
      startTransaction: true,
      autocommit: false,
    };
    await expect(store.db.command(command)).rejects.toThrow("'find.startTransaction'");
  });

  it("promises no copies that it does not make", async () => {
    await expect(fresh().insertOne({}, { writeConcern: { w: 2 } })).rejects.toMatchObject({
      code: 2,
    });
    await expect(
      fresh().insertOne({}, { writeConcern: { w: "majority", journal: true } }),
    ).resolves.toBeTruthy();
  });

  it("says which type an option must have", async () => {
    await expect(store.db.command({ find: "x", limit: "3" })).rejects.toMatchObject({ code: 14 });
    await expect(store.db.command({ find: "x", skip: -1 })).rejects.toMatchObject({ code: 51024 });
    await expect(store.db.command({ find: 5 })).rejects.toMatchObject({ code: 73 });
    await expect(store.db.command({ insert: "a$b", documents: [{}] })).rejects.toMatchObject({
      code: 73,
    });
  });

  it("ends a query when its time is over", async () => {
    const c = fresh();
    await c.insertMany(Array.from({ length: 20_000 }, (_, at) => ({ at })));
    await expect(c.find({ at: -1 }).maxTimeMS(1).toArray()).rejects.toMatchObject({ code: 50 });
  });

  it("refuses documents over 16 MB and stores those just under", async () => {
    const c = store.db.collection<{ _id: string; text: string; more?: string }>("big");
    await c.insertOne({ _id: "m", text: "x".repeat(16 * 1024 * 1024 - 100) });
    await c.insertOne({ _id: "n", text: "x".repeat(15_000_000) });
    await expect(
      c.updateOne({ _id: "n" }, { $set: { more: "x".repeat(3_000_000) } }),
    ).rejects.toMatchObject({ code: 10334 });
  });

  it("notes a query that reads more than 10,000 documents, with the index it lacks", async () => {
    const c = store.db.collection("slow");
    await c.insertMany(Array.from({ length: 10_500 }, (_, at) => ({ at, kind: at % 3 })));
    await c
      .find({ kind: 7, at: { $gt: 5 } })
      .sort({ day: -1 })
      .toArray();
    // The notice may arrive after the reply.
    await expect.poll(() => store.notices.at(-1)).toContain('"index":{"kind":1,"day":-1,"at":1}');
  });

  it("counts documents through a restart", async () => {
    const c = fresh();
    await c.insertMany([{ a: 1 }, { a: 2 }]);
    await c.deleteOne({ a: 1 });
    await store.restart();
    expect(await store.db.collection(c.collectionName).estimatedDocumentCount()).toBe(1);
  });

  it("lists and drops databases", async () => {
    const other = store.client.db("elsewhere");
    await other.collection("x").insertOne({});
    const names = async () =>
      (await store.client.db().admin().listDatabases()).databases.map(({ name }) => name);
    expect(await names()).toContain("elsewhere");
    await other.dropDatabase();
    expect(await names()).not.toContain("elsewhere");
  });
});
