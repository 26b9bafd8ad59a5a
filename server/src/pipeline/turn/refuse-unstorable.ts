import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { storableFlaw } from "../../validation/storable.ts";

/** The store cannot keep what a conversation would become. */
export class UnstorableState extends Error {}

/** Fields whose values come from outside, from flows or from answers. */
const fields = ["run", "held", "calls", "outbox"] as const;
/** Together they stay well below what one document may hold. */
const mostCharacters = 3_000_000;

/** Throws `UnstorableState` if the store cannot keep what changed. */
export function refuseUnstorable(before: ConversationDoc, next: ConversationDoc): void {
  for (const field of fields) {
    if (next[field] === before[field]) {
      continue;
    }
    const flaw = storableFlaw(next[field], "checked", mostCharacters);
    if (flaw) {
      throw new UnstorableState(`A value cannot be stored: /${field}${flaw.at} ${flaw.message}`);
    }
  }
}
