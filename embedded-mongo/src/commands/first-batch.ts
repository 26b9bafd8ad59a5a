import { writeCursor } from "../wire/write-cursor.ts";
import type { CommandCall } from "./command-call.ts";

/** Opens a cursor on documents and answers with its first batch. */
export function firstBatch(
  { engine, session }: CommandCall,
  namespace: string,
  documents: Iterator<Uint8Array>,
  batchSize: number,
  options: { single?: boolean; keepsOpen?: boolean } = {},
): Uint8Array {
  const batch = engine.cursors.start(namespace, documents, batchSize, { ...options, session });
  return writeCursor({ namespace, field: "firstBatch", ...batch });
}
