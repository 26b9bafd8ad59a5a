import { once } from "node:events";
import { startThread } from "../../context/start-thread.ts";
import { importErrors } from "./errors.ts";
import type { XlsxMessage } from "./xlsx-thread.ts";

const mostMs = 120_000;
/** A packed file can be a thousand times larger than it looks. */
const mostMegabytes = 768;

/** Reads the first sheet of an XLSX file, row by row, in a thread with limited time and memory. */
export async function* readXlsx(bytes: Buffer): AsyncGenerator<readonly string[]> {
  const thread = startThread(import.meta.url, "xlsx-thread", {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  });
  const waiting: XlsxMessage[] = [];
  const abort = new AbortController();
  let failure: Error | undefined;
  thread.on("message", (message: XlsxMessage) => waiting.push(message));
  thread.on("error", (error) => {
    failure = error;
  });
  const timer = setTimeout(() => void thread.terminate(), mostMs);
  const ended = new Promise<void>((resolve) => thread.once("exit", () => resolve()));
  try {
    for (;;) {
      const message = waiting.shift();
      if (!message) {
        const more = once(thread, "message", { signal: abort.signal }).catch(() => {});
        const over = await Promise.race([more.then(() => false), ended.then(() => true)]);
        if (over && waiting.length === 0) {
          throw importErrors.unreadable(
            failure ? "The table needs too much memory; save it as CSV" : "The file took too long",
          );
        }
        continue;
      }
      if ("done" in message) {
        return;
      }
      if ("problem" in message) {
        throw importErrors.unreadable(message.problem.slice(0, 200));
      }
      yield* message.rows;
    }
  } finally {
    clearTimeout(timer);
    abort.abort();
    await thread.terminate();
  }
}
