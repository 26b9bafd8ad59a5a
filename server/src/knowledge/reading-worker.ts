import { parentPort } from "node:worker_threads";
import { type DocumentBytes, readDocument } from "./read-document.ts";
import { DocumentProblem, type ReadDocument } from "./section.ts";

/** One document to read, and the answer; both carry the same `id`. */
export interface ReadingJob extends DocumentBytes {
  readonly id: number;
  readonly timeoutMs: number;
}
export type ReadingResult =
  | { readonly id: number; readonly document: ReadDocument }
  | { readonly id: number; readonly code: string; readonly message: string };

parentPort?.on("message", async ({ id, ...given }: ReadingJob) => {
  parentPort?.postMessage({ id, ...(await read(given)) });
});

async function read(
  given: DocumentBytes,
): Promise<
  { readonly document: ReadDocument } | { readonly code: string; readonly message: string }
> {
  try {
    return { document: await readDocument(given) };
  } catch (error) {
    // A library that stumbles over a broken file says nothing that people could use.
    return error instanceof DocumentProblem
      ? { code: error.code, message: error.message }
      : { code: "knowledge.unreadable", message: "The document is damaged" };
  }
}
