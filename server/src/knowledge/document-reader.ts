import { createJobThread, type JobThread } from "../context/job-thread.ts";
import type { DocumentBytes } from "./read-document.ts";
import type { ReadingJob, ReadingResult } from "./reading-worker.ts";
import { DocumentProblem, type ReadDocument } from "./section.ts";

/** Reads documents in a thread of their own, one after the other, so that a hostile one harms nothing else. */
export interface DocumentReader {
  /** Reads a document. Rejects with `DocumentProblem`. */
  readonly read: (document: DocumentBytes) => Promise<ReadDocument>;
  readonly close: () => Promise<void>;
}

const timeoutMs = 30_000;
const limits = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };
/** A thread that nobody needs is ended after this time; its libraries take memory. */
const idleMs = 60_000;

/** Makes the reader. Its thread starts at the first document. */
export function createDocumentReader(): DocumentReader {
  let thread: JobThread<ReadingJob, ReadingResult> | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let last = 0;
  let closed = false;

  async function readNow(document: DocumentBytes): Promise<ReadDocument> {
    if (closed) {
      throw new DocumentProblem("knowledge.interrupted", "The server shuts down");
    }
    clearTimeout(idle);
    thread ??= createJobThread(import.meta.url, "reading-worker", { resourceLimits: limits });
    const result = await thread.run({ id: ++last, timeoutMs, ...document });
    if (typeof result === "string") {
      thread = undefined;
      throw result === "out of memory"
        ? new DocumentProblem(
            "knowledge.out-of-memory",
            "Reading the document needs too much memory",
          )
        : new DocumentProblem(
            "knowledge.timeout",
            `Reading the document took longer than ${timeoutMs / 1_000} s`,
          );
    }
    idle = setTimeout(end, idleMs).unref();
    if ("document" in result) {
      return result.document;
    }
    throw new DocumentProblem(result.code, result.message);
  }

  function end(): void {
    const ended = thread;
    thread = undefined;
    void ended?.close();
  }

  return {
    read(document) {
      const work = turn.then(() => readNow(document));
      turn = work.catch(() => undefined);
      return work;
    },
    async close() {
      closed = true;
      clearTimeout(idle);
      await thread?.close();
    },
  };
}
