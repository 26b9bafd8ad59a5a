import type { OutboxEntry } from "./outbox-entry.ts";

/** Says whether another message may join the entry, so that one call carries both. `perCall` is the most that a call carries. */
export function hasRoom(
  entry: OutboxEntry | undefined,
  perCall: number,
): entry is Extract<OutboxEntry, { kind: "message" }> {
  if (entry?.kind !== "message" || entry.begun || entry.attempts > 0) {
    return false;
  }
  return 1 + (entry.more?.length ?? 0) < perCall;
}
