import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deserialize, EJSON, serialize } from "bson";
import { type Collection, MongoClient, type MongoServerError } from "mongodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closedList } from "../src/closed-list.ts";
import { startEmbeddedMongo } from "../src/index.ts";
import { aggregating } from "./conformance/aggregating.ts";
import type { ConformanceCase, Fields } from "./conformance/case.ts";
import { evaluating } from "./conformance/evaluating.ts";
import { joining } from "./conformance/joining.ts";
import { matching } from "./conformance/matching.ts";
import { projecting } from "./conformance/projecting.ts";
import { refusing } from "./conformance/refusing.ts";
import { sorting } from "./conformance/sorting.ts";
import { updating } from "./conformance/updating.ts";

const exact = { promoteValues: false, promoteLongs: false, bsonRegExp: true } as const;

/** A value with its BSON types written out, as the driver would send it. */
const typed = (value: unknown): unknown =>
  JSON.parse(EJSON.stringify(deserialize(serialize({ value }), exact).value, { relaxed: false }));

const tables = {
  matching,
  updating,
  projecting,
  sorting,
  aggregating,
  joining,
  evaluating,
  refusing,
};

interface Server {
  readonly name: "embedded" | "MongoDB";
  start(): Promise<{ uri: string; stop(): Promise<void> }>;
}

const servers: Server[] = [
  {
    name: "embedded",
    start: async () => {
      const dataDir = mkdtempSync(join(tmpdir(), "conformance-"));
      const store = await startEmbeddedMongo({ dataDir });
      return {
        uri: store.uri,
        stop: async () => {
          await store.close();
          rmSync(dataDir, { recursive: true });
        },
      };
    },
  },
];
const real = process.env.MONGODB_TEST_URI;
if (real) {
  servers.push({ name: "MongoDB", start: async () => ({ uri: real, stop: async () => {} }) });
}

/** Puts collection names in the place of `$collection` and `$other`. */
function named(value: unknown, names: Readonly<Record<string, string>>): unknown {
  if (typeof value === "string") {
    return names[value] ?? value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => named(item, names));
  }
  if (typeof value !== "object" || value === null || value.constructor !== Object) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, named(item, names)]));
}

describe.each(servers)("$name", ({ name, start }) => {
  let client: MongoClient;
  let stop: () => Promise<void>;
  let count = 0;

  beforeAll(async () => {
    const server = await start();
    stop = server.stop;
    client = await MongoClient.connect(server.uri);
  });
  afterAll(async () => {
    await client?.db("conformance").dropDatabase();
    await client?.close();
    await stop?.();
  });

  async function prepare({
    docs,
    other = [],
  }: ConformanceCase): Promise<{ collection: Collection<Fields>; names: Record<string, string> }> {
    const db = client.db("conformance");
    const collection = db.collection<Fields>(`c${++count}`);
    if (docs.length > 0) {
      await collection.insertMany([...docs] as Fields[]);
    }
    const names: Record<string, string> = {
      $collection: collection.collectionName,
      $other: `o${count}`,
    };
    if (other.length > 0) {
      await db.collection<Fields>(`o${count}`).insertMany([...other]);
    }
    return { collection, names };
  }

  async function run(one: ConformanceCase, names: Record<string, string>): Promise<Fields> {
    try {
      return await client.db("conformance").command(named(one.command, names) as Fields, exact);
    } catch (error) {
      const { code, message } = error as MongoServerError;
      if (code === undefined) {
        throw error;
      }
      return { code, message };
    }
  }

  describe.each(Object.entries(tables))("%s", (_table, cases) => {
    test.each(
      cases.filter(({ only }) => !only || only === name).map((one) => [one.name, one] as const),
    )("%s", async (_name, one) => {
      const { collection, names } = await prepare(one);
      const reply = await run(one, names);
      const [failed] = (reply.writeErrors ?? []) as {
        code: { value: number } | number;
        errmsg: string;
      }[];
      const code = failed
        ? Number(failed.code)
        : reply.code === undefined
          ? undefined
          : Number(reply.code);
      if (one.error !== undefined) {
        expect(code, String(reply.message ?? failed?.errmsg)).toBe(one.error);
      } else {
        expect(code, String(reply.message ?? failed?.errmsg)).toBeUndefined();
      }
      if (one.found) {
        const { firstBatch } = reply.cursor as { firstBatch: unknown[] };
        const found = named(one.found, names);
        expect(typed(firstBatch)).toEqual(typed(found));
        expect(JSON.stringify(typed(firstBatch))).toBe(JSON.stringify(typed(found)));
      }
      for (const [key, value] of Object.entries(one.reply ?? {})) {
        expect(typed(reply[key])).toEqual(typed(value));
      }
      if (one.after) {
        const docs = await collection.find({}, { ...exact, sort: { _id: 1 } }).toArray();
        expect(JSON.stringify(typed(docs))).toBe(JSON.stringify(typed(one.after)));
      }
    });
  });
});

test("names every operator and stage of the closed list in a case", () => {
  const written = JSON.stringify(tables, (_key, value) => value);
  const { commands: _, ...names } = closedList;
  const lists = Object.values(names).flat();
  expect(lists.filter((name) => !written.includes(`"${name}"`))).toEqual([]);
});
