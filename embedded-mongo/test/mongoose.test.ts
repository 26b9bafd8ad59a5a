import { Decimal128, GridFSBucket, Long, ObjectId } from "mongodb";
import mongoose, { type Connection, Schema } from "mongoose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestStore, type TestStore } from "./open-test-store.ts";

describe("mongoose", () => {
  let store: TestStore;
  let connection: Connection;
  beforeAll(async () => {
    store = await openTestStore({ ttlSweepSeconds: 1 });
    connection = await mongoose.createConnection(store.uri).asPromise();
  });
  afterAll(async () => {
    await connection.close();
    await store.close();
  });

  it("brings every schema type back as it was saved", async () => {
    const Everything = connection.model(
      "Everything",
      new Schema(
        {
          string: String,
          number: Number,
          double: Schema.Types.Double,
          int32: Schema.Types.Int32,
          bigint: BigInt,
          decimal: Schema.Types.Decimal128,
          date: Date,
          buffer: Buffer,
          boolean: Boolean,
          mixed: Schema.Types.Mixed,
          id: Schema.Types.ObjectId,
          uuid: Schema.Types.UUID,
          array: [Number],
          nested: { deep: { value: String } },
          map: { type: Map, of: String },
          list: [new Schema({ name: String })],
        },
        { id: false },
      ),
    );
    const saved = await Everything.create({
      string: "Việt Nam 🇻🇳",
      number: 1.5,
      double: 2,
      int32: 7,
      bigint: 9007199254740993n,
      decimal: "12345678901234567890.0001",
      date: new Date("2026-02-03T04:05:06.789Z"),
      buffer: Buffer.from([0, 255, 1]),
      boolean: true,
      mixed: { a: [1, { b: null }] },
      id: new ObjectId(),
      uuid: "0a1b2c3d-0000-4000-8000-123456789abc",
      array: [3, 1, 2],
      nested: { deep: { value: "x" } },
      map: { one: "1", two: "2" },
      list: [{ name: "first" }],
    });
    const found = await Everything.findById(saved._id).orFail();
    expect(found.toObject()).toEqual(saved.toObject());
    expect(found.decimal).toEqual(Decimal128.fromString("12345678901234567890.0001"));
    expect(found.bigint).toBe(9007199254740993n);
  });

  it("keeps timestamps, edits nested arrays and notices concurrent edits", async () => {
    const Order = connection.model(
      "Order",
      new Schema(
        { lines: [{ product: String, amount: Number }], note: String },
        { timestamps: true, optimisticConcurrency: true },
      ),
    );
    const order = await Order.create({
      lines: [
        { product: "tea", amount: 1 },
        { product: "rice", amount: 2 },
      ],
    });
    const other = await Order.findById(order._id).orFail();
    order.lines[0]!.amount = 5;
    order.lines.push({ product: "salt", amount: 3 });
    order.lines.pull(order.lines[1]!._id);
    await order.save();
    other.note = "late";
    await expect(other.save()).rejects.toThrow(mongoose.Error.VersionError);
    const after = await Order.findById(order._id).lean().orFail();
    expect(after.lines.map(({ product, amount }) => `${product} ${amount}`)).toEqual([
      "tea 5",
      "salt 3",
    ]);
    expect(after.updatedAt.getTime()).toBeGreaterThanOrEqual(after.createdAt.getTime());
    await Order.updateOne(
      { _id: order._id, "lines.product": "salt" },
      { $inc: { "lines.$.amount": 1 } },
    );
    await Order.updateOne(
      { _id: order._id },
      { $set: { "lines.$[l].product": "green tea" } },
      { arrayFilters: [{ "l.amount": 5 }] },
    );
    const lines = (await Order.findById(order._id).lean().orFail()).lines;
    expect(lines.map(({ product, amount }) => `${product} ${amount}`)).toEqual([
      "green tea 5",
      "salt 4",
    ]);
  });

  it("makes one document of ten concurrent upserts on a unique key", async () => {
    const Counter = connection.model(
      "Counter",
      new Schema({ key: { type: String, unique: true }, n: Number }),
    );
    await Counter.init();
    await Promise.all(
      Array.from({ length: 10 }, () =>
        Counter.updateOne({ key: "k" }, { $inc: { n: 1 } }, { upsert: true }),
      ),
    );
    expect(await Counter.find().lean()).toMatchObject([{ key: "k", n: 10 }]);
    await expect(Counter.create({ key: "k" })).rejects.toMatchObject({
      code: 11000,
      keyValue: { key: "k" },
    });
  });

  it("populates, walks cursors, writes in bulk and aggregates", async () => {
    const Author = connection.model("Author", new Schema({ name: String }));
    const Book = connection.model(
      "Book",
      new Schema({
        title: String,
        pages: Number,
        author: { type: Schema.Types.ObjectId, ref: "Author" },
      }),
    );
    const [ann, bo] = await Author.create([{ name: "Ann" }, { name: "Bo" }]);
    const result = await Book.bulkWrite([
      ...Array.from({ length: 250 }, (_, at) => ({
        insertOne: {
          document: { title: `Book ${at}`, pages: at, author: (at % 2 ? ann : bo)!._id },
        },
      })),
      { updateMany: { filter: { pages: { $lt: 10 } }, update: { $set: { title: "Short" } } } },
      { deleteOne: { filter: { pages: 249 } } },
    ]);
    expect(result).toMatchObject({ insertedCount: 250, modifiedCount: 10, deletedCount: 1 });
    const populated = await Book.findOne({ pages: 101 })
      .populate<{ author: { name: string } }>("author")
      .orFail();
    expect(populated.author.name).toBe("Ann");
    let pages = 0;
    for await (const book of Book.find().sort({ pages: 1 }).lean().cursor({ batchSize: 7 })) {
      expect(book.pages).toBe(pages++);
    }
    expect(pages).toBe(249);
    const byAuthor = await Book.aggregate([
      { $group: { _id: "$author", books: { $sum: 1 } } },
      { $lookup: { from: "authors", localField: "_id", foreignField: "_id", as: "author" } },
      { $unwind: "$author" },
      { $project: { _id: 0, name: "$author.name", books: 1 } },
      { $sort: { name: 1 } },
    ]);
    expect(byAuthor).toEqual([
      { name: "Ann", books: 124 },
      { name: "Bo", books: 125 },
    ]);
    const [facets] = await Book.aggregate([
      {
        $facet: {
          count: [{ $count: "n" }],
          top: [{ $sort: { pages: -1 } }, { $limit: 2 }, { $project: { _id: 0, pages: 1 } }],
        },
      },
    ]);
    expect(facets).toEqual({ count: [{ n: 249 }], top: [{ pages: 248 }, { pages: 247 }] });
    expect(await Book.countDocuments({ title: "Short" })).toBe(10);
    expect(await Book.distinct("title", { pages: { $lt: 11 } })).toEqual(["Short", "Book 10"]);
    expect(await Book.exists({ pages: 500 })).toBeNull();
  });

  it("brings indexes into line with the schema", async () => {
    const First = connection.model(
      "Synced",
      new Schema({ a: { type: Number, index: true }, b: String }),
    );
    await First.syncIndexes();
    connection.deleteModel("Synced");
    const schema = new Schema({ a: Number, b: { type: String, unique: true, sparse: true } });
    schema.index({ a: 1, b: -1 }, { partialFilterExpression: { a: { $gt: 5 } } });
    const Second = connection.model("Synced", schema);
    expect(await Second.syncIndexes()).toEqual(["a_1"]);
    expect(await Second.diffIndexes()).toEqual({ toDrop: [], toCreate: [] });
    expect((await Second.listIndexes()).map(({ name }) => name).sort()).toEqual([
      "_id_",
      "a_1_b_-1",
      "b_1",
    ]);
  });

  it("removes documents whose time in a TTL index is over, and no others", async () => {
    const Token = connection.model(
      "Token",
      new Schema({ at: { type: Date, expires: 60 }, name: String }),
    );
    await Token.init();
    const now = Date.now();
    await Token.create([
      { name: "old", at: new Date(now - 61_000) },
      { name: "new", at: new Date(now) },
      { name: "none" },
    ]);
    await expect
      .poll(async () => (await Token.find().lean()).map(({ name }) => name), { timeout: 5000 })
      .toEqual(["new", "none"]);
  });

  it("keeps a file of 20 MB in GridFS, gives ranges of it and removes it", async () => {
    const bucket = new GridFSBucket(store.db);
    const bytes = Buffer.alloc(20 * 1024 * 1024, "0123456789abcdef-");
    const upload = bucket.openUploadStream("film.mp4", { metadata: { kind: "video" } });
    await new Promise((resolve, reject) =>
      upload.on("finish", resolve).on("error", reject).end(bytes),
    );
    const read = async (options?: { start: number; end: number }): Promise<Buffer> =>
      Buffer.concat(await bucket.openDownloadStream(upload.id, options).toArray());
    expect((await read()).equals(bytes)).toBe(true);
    expect(
      (await read({ start: 5_000_001, end: 5_700_000 })).equals(
        bytes.subarray(5_000_001, 5_700_000),
      ),
    ).toBe(true);
    expect(await bucket.find({ "metadata.kind": "video" }).toArray()).toMatchObject([
      { length: bytes.length },
    ]);
    await bucket.delete(upload.id);
    expect(await store.db.collection("fs.chunks").countDocuments()).toBe(0);
  });

  it("takes longs where mongoose gives them", async () => {
    const found = await store.db
      .collection("longs")
      .insertOne({ n: Long.fromString("9223372036854775807") });
    expect(
      await store.db
        .collection("longs")
        .findOne({ _id: found.insertedId }, { promoteLongs: false }),
    ).toMatchObject({
      n: Long.fromString("9223372036854775807"),
    });
  });
});
