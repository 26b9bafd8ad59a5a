import type { Steps, Stream } from "../task/pause.ts";
import { writeCursor } from "../wire/write-cursor.ts";
import type { CommandCall } from "./command-call.ts";

/** Opens a cursor on encoded documents, unless a single batch is wanted, and returns the reply with the first batch. */
export function* firstBatch(
  { engine, task, database, target }: CommandCall,
  documents: Stream<Uint8Array>,
  batchSize: number,
  isSingle = false,
): Steps<Uint8Array> {
  const namespace = `${database}.${typeof target === "string" ? target : "$cmd.listCollections"}`;
  const owner = { namespace, task };
  const batch = yield* engine.cursors.start(documents, batchSize, owner, isSingle);
  return writeCursor({ namespace, field: "firstBatch", ...batch });
}
