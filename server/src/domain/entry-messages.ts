import type { OutboxEntry, OutboxMessage } from "./outbox-entry.ts";

/** The messages of an entry, in order. */
export function entryMessages(
  entry: Extract<OutboxEntry, { kind: "message" }>,
): readonly OutboxMessage[] {
  const { id, messageId, content, more = [] } = entry;
  return [{ id, messageId, content }, ...more];
}
