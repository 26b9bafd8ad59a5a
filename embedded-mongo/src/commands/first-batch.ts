import type { Steps } from "../task/pause.ts";
import { writeCursor } from "../wire/write-cursor.ts";
import type { CommandCall } from "./command-call.ts";
import type { EncodedStream } from "./cursors.ts";

/** Opens a cursor on documents and answers with its first batch. */
export function* firstBatch(
  { engine, session, task }: CommandCall,
  namespace: string,
  documents: EncodedStream,
  batchSize: number,
  options: { single?: boolean; keepsOpen?: boolean } = {},
): Steps<Uint8Array> {
  const owner = { namespace, session, task };
  const batch = yield* engine.cursors.start(documents, batchSize, owner, options);
  return writeCursor({ namespace, field: "firstBatch", ...batch });
}
