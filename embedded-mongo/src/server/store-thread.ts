import { parentPort, workerData } from "node:worker_threads";
import { runStore } from "./run-store.ts";
import type { StoreMessage, StoreSettings } from "./store-settings.ts";

// The entry of the store's thread: starts the store, reports when it is ready, and closes it on a message.
const port = parentPort!;
const say = (message: StoreMessage): void => port.postMessage(message);

try {
  const store = await runStore(
    workerData as StoreSettings,
    (notice) => say({ kind: "notice", ...notice }),
    (problem) => say({ kind: "problem", problem }),
  );
  port.once("message", () => void store.close().then(() => port.close()));
  say({ kind: "ready", uri: store.uri });
} catch (error) {
  say({ kind: "failed", message: (error as Error).message });
}
