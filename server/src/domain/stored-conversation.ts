import type { ConversationDoc } from "./conversation-doc.ts";
import { wholeConversation } from "./conversation-shape.ts";
import { parsePendingWrites } from "./pending-writes-text.ts";

/**
 * A conversation as the store holds it. Pending writes are one text: they come and go with every turn, and
 * nobody searches them.
 */
export type StoredConversation = Omit<ConversationDoc, "pendingWrites"> & {
  /** The pending writes; the name is older than the property's. */
  readonly derived?: string | undefined;
};

/** The conversation as everyone else knows it. */
export function readConversation(stored: StoredConversation): ConversationDoc {
  return wholeConversation(stored, parsePendingWrites(stored.derived, stored));
}
