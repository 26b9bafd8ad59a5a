import type { Derived } from "./conversation-doc.ts";
import type { StoredTurn } from "./turn-doc.ts";

/** The turns among what is still to be derived. */
export function unwrittenTurns({ messages, turns }: Derived): readonly StoredTurn[] {
  return [...turns, ...messages.flatMap((it) => it.turn ?? [])];
}
