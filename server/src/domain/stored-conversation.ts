import type { ConversationDoc } from "./conversation-doc.ts";
import { wholeConversation } from "./conversation-shape.ts";
import { readDerived } from "./derived-text.ts";

/**
 * A conversation as the store holds it. What is still to be derived stands there as one text: it comes and goes with every turn, and
 * nobody searches it.
 */
export type StoredConversation = Omit<ConversationDoc, "derived"> & {
  readonly derived?: string | undefined;
};

/** The conversation as everyone else knows it. */
export function readConversation(stored: StoredConversation): ConversationDoc {
  return wholeConversation(stored, readDerived(stored.derived, stored));
}
