import { MongoClient } from "mongodb";
import { startEmbeddedMongo } from "../src/index.ts";

// A process that a test kills: it opens a store, writes with several writers at once, and prints a line for every
// acknowledged write.
const [dataDir, round] = process.argv.slice(2);
const store = await startEmbeddedMongo({ dataDir: dataDir! });
const client = await MongoClient.connect(store.uri);
const writes = client
  .db()
  .collection<{ _id: string; n: number; tags: string[]; by: number }>("writes");
await writes.createIndex({ n: 1 });
await writes.createIndex({ tags: 1, by: 1 });
await writes.createIndex({ by: 1, n: -1 }, { unique: true });
console.log("ready");

const writer = async (by: number): Promise<never> => {
  for (let n = 0; ; n++) {
    const _id = `${round}-${by}-${n}`;
    const key = Number(round) * 1_000_000 + n;
    await writes.insertOne({ _id, n: key, tags: [`t${n % 7}`, `u${by}`], by });
    console.log(`insert ${_id}`);
    if (n % 3 === 0) {
      await writes.updateOne({ _id }, { $set: { n: -key - 1 }, $push: { tags: "changed" } });
      console.log(`update ${_id}`);
    }
    if (n % 5 === 0) {
      await writes.deleteOne({ _id });
      console.log(`delete ${_id}`);
    }
  }
};
await Promise.all(Array.from({ length: 8 }, (_, by) => writer(by)));
