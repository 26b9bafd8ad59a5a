import mongoose, { type Connection } from "mongoose";
import type { Logger } from "pino";
import type { Config } from "../context/config.ts";
import type { StoreFacts } from "../context/store-size.ts";
import { sizeOfDirectory } from "./measure-store.ts";

/** The open store and how to close it. */
export interface Store extends StoreFacts {
  readonly connection: Connection;
  /** Why the store refuses writes now, such as a full disk; undefined when it takes them or cannot tell. */
  problem(): string | undefined;
  close(): Promise<void>;
}

/** Connects to MongoDB at `MONGODB_URI`, or else starts the embedded store in `DATA_DIR`. The code above cannot tell them apart. */
export async function connectStore(
  config: Pick<Config, "mongodbUri" | "dataDir">,
  log: Logger,
): Promise<Store> {
  if (config.mongodbUri !== undefined) {
    const connection = await connect(config.mongodbUri);
    return {
      connection,
      kind: "mongodb",
      problem: () => undefined,
      // Few servers that speak its protocol tell it.
      size: () => Promise.resolve({}),
      warnings: () => undefined,
      close: () => connection.close(),
    };
  }
  const { startEmbeddedMongo } = await import("@chatloom/embedded-mongo");
  let warnings = 0;
  const embedded = await startEmbeddedMongo({
    dataDir: config.dataDir,
    onNotice: (message, details, level) => {
      warnings += 1;
      log[level]({ details }, message);
    },
  });
  try {
    const connection = await connect(embedded.uri);
    return {
      connection,
      kind: "embedded",
      problem: () => embedded.problem(),
      size: () => sizeOfDirectory(config.dataDir),
      warnings: () => warnings,
      close: async () => {
        await connection.close();
        await embedded.close();
      },
    };
  } catch (error) {
    await embedded.close();
    throw error;
  }
}

// A workspace's id is asked for its text many times with each turn.
mongoose.mongo.ObjectId.cacheHexString = true;

async function connect(uri: string): Promise<Connection> {
  const options = {
    serverSelectionTimeoutMS: 10_000,
    maxPoolSize: 40,
    autoIndex: false,
    autoCreate: false,
  };
  return mongoose.createConnection(uri, options).asPromise();
}
