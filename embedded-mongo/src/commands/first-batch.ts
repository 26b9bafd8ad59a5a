import type { Steps } from "../task/pause.ts";
import { writeCursor } from "../wire/write-cursor.ts";
import type { CommandCall } from "./command-call.ts";
import type { CursorOptions, EncodedStream } from "./cursors.ts";

/** Opens a cursor on documents and returns the reply with its first batch. */
export function* firstBatch(
  { engine, session, task, database, target }: CommandCall,
  documents: EncodedStream,
  batchSize: number,
  options: CursorOptions = {},
): Steps<Uint8Array> {
  const namespace = `${database}.${typeof target === "string" ? target : "$cmd.listCollections"}`;
  const owner = { namespace, session, task };
  const batch = yield* engine.cursors.start(documents, batchSize, owner, options);
  return writeCursor({ namespace, field: "firstBatch", ...batch });
}
