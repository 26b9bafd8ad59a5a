import { closeSync, mkdirSync, openSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { type Engine, openEngine } from "../commands/engine.ts";
import { deriveKeys } from "../commands/sign-in-keys.ts";
import { checkStoreFile } from "../storage/check-store-file.ts";
import { startCheckpointer } from "../storage/checkpointer.ts";
import { claimStore } from "../storage/claim-store.ts";
import { markClosed, storeFilePath } from "../storage/open-store-file.ts";
import { CommandQueue } from "./command-queue.ts";
import type { StoreProblem } from "./disk-watch.ts";
import { expireDocuments } from "./expire-documents.ts";
import { chooseAddress, listen } from "./listen.ts";
import { serveConnection } from "./serve-connection.ts";
import type { StoreSettings } from "./store-settings.ts";

/** A running store and its connection string. */
export interface RunningStore {
  uri: string;
  close(): Promise<void>;
}

const maxConnections = 4000;
const idleCheckMilliseconds = 30_000;

/** Claims, opens and serves the store in a directory, in this thread. */
export async function runStore(
  settings: StoreSettings,
  notice: Engine["notice"],
  onProblem: (problem: StoreProblem) => void,
): Promise<RunningStore> {
  const { dataDir } = settings;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const claim = claimStore(dataDir);
  let engine: Engine | undefined;
  try {
    checkStoreFile(storeFilePath(dataDir));
    closeSync(openSync(storeFilePath(dataDir), "a", 0o600));
    const address = chooseAddress(settings);
    const keys = "password" in address ? deriveKeys(address.password) : undefined;
    const opened = openEngine(dataDir, notice, keys);
    engine = opened;
    const queue = new CommandQueue(opened, onProblem);
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
      serveConnection(opened, queue, socket);
    });
    server.maxConnections = maxConnections;
    const uri = await listen(server, address, settings.database);
    claim.announce({ pid: process.pid, uri });
    const timers = startTimers(opened, queue, settings.ttlSweepSeconds);
    const checkpointer = startCheckpointer(storeFilePath(dataDir), ({ message, stack }) =>
      notice({
        level: "error",
        message: `failed to make a checkpoint of the write-ahead log: ${message}`,
        details: { stack },
      }),
    );
    return {
      uri,
      async close() {
        for (const timer of timers) {
          clearInterval(timer);
        }
        server.close();
        queue.close();
        // Replies are sent before the connections are closed.
        await Promise.all([...sockets].map((socket) => endSocket(socket)));
        await checkpointer.stop();
        closeEngine(opened, notice);
        // The directory was made for the socket only.
        if ("temporaryDirectory" in address) {
          rmSync(address.temporaryDirectory, { recursive: true, force: true });
        }
        claim.release();
      },
    };
  } catch (error) {
    engine?.file.close();
    claim.release();
    throw error;
  }
}

function startTimers(
  engine: Engine,
  queue: CommandQueue,
  ttlSweepSeconds: number,
): NodeJS.Timeout[] {
  const sweep = (): void =>
    queue.submitWork(() => {
      if (expireDocuments(engine, new Date())) {
        setImmediate(sweep);
      }
    });
  return [
    setInterval(sweep, ttlSweepSeconds * 1000),
    setInterval(() => engine.cursors.closeIdle(), idleCheckMilliseconds),
  ];
}

function endSocket(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once("close", () => resolve());
    socket.end(() => socket.destroy());
    setTimeout(() => socket.destroy(), 500).unref();
  });
}

function closeEngine({ file }: Engine, notice: Engine["notice"]): void {
  try {
    markClosed(file);
    file.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch (error) {
    // The log is kept and read at the next start.
    const { message } = error as Error;
    notice({
      level: "error",
      message: "failed to make a checkpoint at shutdown; keep store.sqlite-wal",
      details: { reason: message },
    });
  }
  file.close();
}
