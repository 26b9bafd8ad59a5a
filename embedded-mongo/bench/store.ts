import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedMongo } from "@chatloom/embedded-mongo";
import { type Collection, MongoClient, ObjectId } from "mongodb";

// Measures common operations through the driver and the socket, with the disk synced, 16 at a time and one at a time.
// Prints each figure beside its target (2 cores), and beside a `ping` of the same minute: the cost of driver and socket.

const concurrency = 16;
const seconds = Number(process.env.BENCH_SECONDS ?? 4);
const people = 100_000;
const messages = Number(process.env.BENCH_MESSAGES ?? 1_000_000);
const conversations = 5_000;
const loneCount = 2_000;

interface Figure {
  name: string;
  target: number;
  targetAlone: number;
  run(at: number): Promise<unknown>;
}

async function measure({
  run,
}: Pick<Figure, "run">): Promise<{ perSecond: number; alone: number }> {
  let at = 0;
  for (; at < 500; at++) {
    await run(at);
  }
  const start = performance.now();
  const end = start + seconds * 1000;
  let operations = 0;
  const work = async (): Promise<void> => {
    while (performance.now() < end) {
      await run(at++);
      operations++;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  const perSecond = operations / ((performance.now() - start) / 1000);
  // One at a time comes last, when the code is compiled.
  const loneStart = performance.now();
  for (let done = 0; done < loneCount; done++) {
    await run(at++);
  }
  return { perSecond, alone: (performance.now() - loneStart) / loneCount };
}

const dataDir = mkdtempSync(join(tmpdir(), "bench-"));
const opening = performance.now();
const store = await startEmbeddedMongo({ dataDir });
console.log(
  `start: ${((performance.now() - opening) / 1000).toFixed(2)} s (target 0.3 s, compiled)`,
);
const client = await MongoClient.connect(store.uri, { maxPoolSize: concurrency });
const database = client.db();
const person = (at: number) => ({
  _id: new ObjectId(),
  email: `person${at}@example.com`,
  name: `Person ${at}`,
  age: at % 90,
  tags: ["one", "two"],
  address: { street: "Main Street", number: at, city: "Hanoi" },
  seenAt: new Date(),
  visits: 0,
});

const byId: Collection = database.collection("people");
await byId.createIndex({ email: 1 });
const ids: ObjectId[] = [];
for (let at = 0; at < people; at += 1000) {
  const batch = Array.from({ length: 1000 }, (_, offset) => person(at + offset));
  ids.push(...batch.map(({ _id }) => _id));
  await byId.insertMany(batch);
}
const talk: Collection = database.collection("messages");
await talk.createIndex({ conversation: 1, at: -1 });
const filling = performance.now();
for (let at = 0; at < messages; at += 2000) {
  await talk.insertMany(
    Array.from({ length: 2000 }, (_, offset) => ({
      conversation: (at + offset) % conversations,
      at: new Date(1_700_000_000_000 + at + offset),
      from: "contact",
      text: `This is message number ${at + offset}, of an ordinary length.`,
    })),
  );
}
console.log(
  `${messages} messages stored: ${Math.round(messages / ((performance.now() - filling) / 1000))} per second`,
);

const inserted = database.collection("inserted");
const some = (at: number, of: number): number => (at * 7919) % of;
const figures: Figure[] = [
  { name: "insert", target: 6000, targetAlone: 0.5, run: (at) => inserted.insertOne(person(at)) },
  {
    name: "find by _id",
    target: 7900,
    targetAlone: 0.28,
    run: (at) => byId.findOne({ _id: ids[some(at, people)]! }),
  },
  {
    name: "find by a secondary index, 100,000 documents",
    target: 8500,
    targetAlone: 0.26,
    run: (at) => byId.findOne({ email: `person${some(at, people)}@example.com` }),
  },
  {
    name: "findOneAndUpdate",
    target: 8100,
    targetAlone: 0.5,
    run: (at) =>
      byId.findOneAndUpdate(
        { _id: ids[some(at, people)]! },
        { $inc: { visits: 1 } },
        { returnDocument: "after" },
      ),
  },
  {
    name: `50 newest of a conversation, ${messages.toLocaleString("en")} messages`,
    target: 2000,
    targetAlone: 0.8,
    run: (at) =>
      talk
        .find({ conversation: some(at, conversations) })
        .sort({ at: -1 })
        .limit(50)
        .toArray(),
  },
];
for (const figure of figures) {
  const { perSecond, alone } = await measure(figure);
  const ping = await measure({ run: () => database.command({ ping: 1 }) });
  console.log(
    `${figure.name}: ${Math.round(perSecond)} per second (target ${figure.target}; ping ${Math.round(ping.perSecond)}), ` +
      `one at a time ${alone.toFixed(2)} ms (target ${figure.targetAlone} ms; ping ${ping.alone.toFixed(2)} ms)`,
  );
}

let longest = 0;
let last = performance.now();
const watch = setInterval(() => {
  const now = performance.now();
  longest = Math.max(longest, now - last - 1);
  last = now;
}, 1);
const aggregating = performance.now();
await byId.aggregate([{ $group: { _id: "$age", n: { $sum: 1 } } }]).toArray();
const took = performance.now() - aggregating;
clearInterval(watch);
console.log(
  `aggregation over ${people} documents: ${took.toFixed(0)} ms, stalls the event loop ${longest.toFixed(0)} ms (target 12 ms)`,
);
await client.close();
await store.close();
rmSync(dataDir, { recursive: true });
