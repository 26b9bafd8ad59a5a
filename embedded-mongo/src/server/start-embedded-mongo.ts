import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { StoreMessage, StoreSettings } from "./store-settings.ts";

/** Where and how to run the store. */
export interface EmbeddedMongoOptions {
  /** The directory of the store's file; made if it is not there. */
  dataDir: string;
  /** The socket file to listen on; by default one in `dataDir`, or in the temporary directory if that path is too long. */
  socketPath?: string | undefined;
  /** Listen on this port of the loopback interface instead, with a password; 0 picks a free one. Always so on Windows. */
  port?: number | undefined;
  /** The database that the connection string names. */
  database?: string;
  /** How often expired documents are deleted, in seconds. */
  ttlSweepSeconds?: number;
  /** Receives log entries about slow queries, closed connections (`warn`) and failures of the file (`error`). */
  onNotice?(message: string, details: Record<string, unknown>, level: "warn" | "error"): void;
}

/** A running store. */
export interface EmbeddedMongo {
  uri: string;
  /** Why the store refuses writes, such as a full disk; `undefined` when it accepts them. */
  problem(): string | undefined;
  close(): Promise<void>;
}

/** Starts the store in a thread of its own, so that it does not block the application's event loop. */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const settings: StoreSettings = {
    dataDir: resolve(options.dataDir),
    socketPath: options.socketPath,
    port: options.port,
    database: options.database ?? "chatloom",
    ttlSweepSeconds: options.ttlSweepSeconds ?? 60,
  };
  const worker = startThread(settings);
  let isReady = false;
  let problem: string | undefined;
  const uri = await new Promise<string>((ready, failed) => {
    worker.on("message", (message: StoreMessage) => {
      if (message.kind === "ready") {
        isReady = true;
        ready(message.uri);
      }
      if (message.kind === "failed") {
        failed(new Error(message.message));
        void worker.terminate();
      }
      if (message.kind === "problem") {
        problem = message.problem;
      }
      if (message.kind === "notice") {
        options.onNotice?.(message.message, message.details, message.level);
      }
    });
    // An error of a running thread is thrown here and ends the process, so that it is noticed.
    worker.on("error", (error) => {
      if (isReady) {
        throw error;
      }
      failed(error);
    });
    worker.once("exit", (code) =>
      failed(new Error(`The store's thread ended with code ${code} before it was ready.`)),
    );
  });
  let closing: Promise<void> | undefined;
  return {
    uri,
    problem: () => problem,
    close() {
      closing ??= new Promise((closed) => {
        worker.once("exit", () => closed());
        worker.postMessage("close");
      });
      return closing;
    },
  };
}

function startThread(workerData: StoreSettings): Worker {
  const options = { workerData, resourceLimits: { maxOldGenerationSizeMb: 2048 } };
  const isSource = import.meta.url.endsWith(".ts");
  if (!isSource) {
    return new Worker(new URL("./store-thread.js", import.meta.url), options);
  }
  // Run from its sources, as in tests, the thread needs a TypeScript loader.
  const tsxPackage = pathToFileURL(createRequire(import.meta.url).resolve("tsx/package.json"));
  const tsx = new URL("./dist/esm/api/index.mjs", tsxPackage).href;
  const thread = new URL("./store-thread.ts", import.meta.url).href;
  const start = `import { register } from ${JSON.stringify(tsx)}; register(); await import(${JSON.stringify(thread)});`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(start)}`), {
    ...options,
    execArgv: [],
  });
}
