import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Db, MongoClient } from "mongodb";
import { type EmbeddedMongo, type EmbeddedMongoOptions, startEmbeddedMongo } from "../src/index.ts";

/** A running store in a directory of its own, and a client of it. */
export interface TestStore {
  dataDir: string;
  uri: string;
  client: MongoClient;
  db: Db;
  notices: string[];
  /** Closes and opens the store again, as a restart would. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a store for a test file. */
export async function openTestStore(
  options: Partial<EmbeddedMongoOptions> = {},
): Promise<TestStore> {
  const dataDir = mkdtempSync(join(tmpdir(), "store-test-"));
  const notices: string[] = [];
  const start = (): Promise<EmbeddedMongo> =>
    startEmbeddedMongo({
      dataDir,
      ...options,
      onNotice: (message, details) => notices.push(`${message} ${JSON.stringify(details)}`),
    });
  let store = await start();
  const connect = (): Promise<MongoClient> =>
    MongoClient.connect(store.uri, { serverSelectionTimeoutMS: 5000 });
  let client = await connect();
  return {
    dataDir,
    notices,
    get uri() {
      return store.uri;
    },
    get client() {
      return client;
    },
    get db() {
      return client.db();
    },
    async restart() {
      await client.close();
      await store.close();
      store = await start();
      client = await connect();
    },
    async close() {
      await client.close();
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
