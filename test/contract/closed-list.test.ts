import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { closedList, startEmbeddedMongo } from "@chatloom/embedded-mongo";
import { GridFSBucket } from "mongodb";
import mongoose, { Schema } from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { type CommandRecorder, recordCommands } from "./record-commands.ts";

/** Names that nothing sends yet; planned reports and searches need them. */
const planned = {
  commands: ["count", "drop", "dropDatabase", "explain", "isMaster", "ismaster"],
  names: [
    ...["$match", "$sort", "$limit", "$skip", "$project", "$group", "$unwind", "$count", "$facet"],
    ...["$set", "$unset", "$lookup"],
    ...["$sum", "$min", "$max", "$avg", "$first", "$last", "$push", "$addToSet"],
    ...["$add", "$subtract", "$multiply", "$divide", "$cond", "$ifNull", "$dateTrunc", "$toString"],
    ...["$eq", "$gt", "$gte", "$lt", "$lte", "$and", "$or", "$not", "$in", "$size", "$arrayElemAt"],
    ...["$nor", "$all", "$type", "$regex", "$options"],
  ],
};
/** Sent only over TCP, where clients sign in with a password. */
const signIn = ["saslStart", "saslContinue"];
/** Sent when a client closes. The driver does not wait for it, so it can come too late to be recorded. */
const parting = ["endSessions"];

const { commands, ...lists } = closedList;
const listedCommands = new Set(commands);
const listedNames = new Set<string>(Object.values(lists).flat());

let dataDir: string;
let store: Awaited<ReturnType<typeof startEmbeddedMongo>>;
let recorder: CommandRecorder;
let world: World;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "closed-list-"));
  store = await startEmbeddedMongo({ dataDir });
  recorder = await recordCommands(store.uri);
  world = await startWorld({ mongodbUri: recorder.uri, secretKey: "a key for this test only" });
  await useProduct();
  await useLibraries();
}, 120_000);
afterAll(async () => {
  await world?.close();
  await recorder?.close();
  await store?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Runs a turn, and reads all lists of the API. */
async function useProduct(): Promise<void> {
  const telegram = await startDouble("telegram");
  const webhook = await connect(world, telegram);
  await publish(
    world,
    flowOf("Hello", { start: keyword("hi"), a: say("One") }, ["start.next > a"]),
  );
  await telegram.deliver(webhook, { kind: "text", from: "5", text: "hi" });
  await until(() => telegram.sends.length >= 1);
  for (const { method, path } of Object.values(routes).flatMap((group) => Object.values(group))) {
    if (method === "get" && !path.includes(":")) {
      await world.fetch(`/api/v1${path}`);
    }
  }
  await telegram.close();
}

/** Sends what mongoose and GridFS send in everyday use. */
async function useLibraries(): Promise<void> {
  const connection = await mongoose.createConnection(recorder.uri).asPromise();
  const Thing = connection.model(
    "Thing",
    new Schema({ name: { type: String, unique: true }, list: [Number], n: Number }),
  );
  await Thing.syncIndexes();
  const thing = await Thing.create({ name: "a", list: [1, 2, 3] });
  const list = thing.list as mongoose.Types.Array<number>;
  for (const change of [
    () => list.push(4),
    () => list.pull(1),
    () => list.addToSet(5),
    () => list.$pop(),
  ]) {
    change();
    await thing.save();
  }
  await Thing.updateOne(
    { list: 2 },
    { $min: { n: 1 }, $push: { list: { $each: [1], $position: 0 } } },
  );
  await Thing.updateOne({ name: { $eq: "a" } }, { $pull: { list: { $gt: 7 } } });
  await Thing.insertMany(Array.from({ length: 5 }, (_item, at) => ({ name: `b${at}` })));
  let read = 0;
  for await (const _one of Thing.find().cursor({ batchSize: 2 })) {
    if (++read === 3) {
      break;
    }
  }
  await Thing.estimatedDocumentCount();
  await Thing.distinct("name");
  await Thing.collection.dropIndex("name_1");
  const bucket = new GridFSBucket(connection.getClient().db());
  const upload = bucket.openUploadStream("file");
  await new Promise((resolve) => upload.end(Buffer.from("bytes"), resolve as () => void));
  await bucket.openDownloadStream(upload.id).toArray();
  await bucket.delete(upload.id);
  await connection.listDatabases();
  await connection.listCollections();
  await connection.db?.admin().ping();
  await connection.close();
}

/** Returns the names that the server's code writes as keys of objects. */
function writtenNames(): ReadonlySet<string> {
  const folder = fileURLToPath(new URL("../../server/src/", import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const code = files
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(folder, file), "utf8"));
  // `$ref` and `$schema` are keywords of JSON Schema.
  const found = code.flatMap(
    (text) => text.match(/(?<![\w$`{])\$(?!(?:ref|schema)\b)[a-zA-Z]+(?="?\s*:)/g) ?? [],
  );
  return new Set(found);
}

test("the product, mongoose and GridFS send nothing that the store does not have", () => {
  const sent = [...recorder.names, ...writtenNames()];
  expect(sent.length).toBeGreaterThan(40);
  expect(sent.filter((name) => !listedNames.has(name))).toEqual([]);
  expect([...recorder.commands].filter((name) => !listedCommands.has(name))).toEqual([]);
});

test("the store has nothing that is neither sent nor planned", () => {
  const used = new Set([...recorder.names, ...writtenNames(), ...planned.names]);
  expect([...listedNames].filter((name) => !used.has(name))).toEqual([]);
  const usedCommands = new Set([...recorder.commands, ...planned.commands, ...signIn, ...parting]);
  expect(commands.filter((name) => !usedCommands.has(name))).toEqual([]);
});
