import type { PendingWrites } from "./conversation-doc.ts";
import type { StoredTurn } from "./turn-doc.ts";

/** The turns among the pending writes. */
export function unwrittenTurns({ messages, turns }: PendingWrites): readonly StoredTurn[] {
  return [...turns, ...messages.flatMap((it) => it.turn ?? [])];
}
