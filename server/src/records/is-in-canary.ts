import { createHash } from "node:crypto";

/** A version on trial; `share` in percent. */
export interface Trial {
  readonly flowId: string;
  readonly version: number;
  readonly share: number;
}

/**
 * Whether a conversation gets the version on trial. The answer follows from the ids, so that every process gives the same one; a higher
 * share keeps the conversations of a lower one.
 */
export function isInCanary({ flowId, version, share }: Trial, conversationId: string): boolean {
  const hash = createHash("sha256").update(`${flowId}\n${version}\n${conversationId}`).digest();
  return hash.readUInt32BE(0) / 2 ** 32 < share / 100;
}
