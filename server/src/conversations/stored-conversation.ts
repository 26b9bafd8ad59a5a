import { type ConversationDoc, type Derived, nothingDerived } from "./conversation-doc.ts";

/**
 * A conversation as the store holds it. What is still to be derived stands there as one text: it comes and goes with every turn, and
 * nobody searches it.
 */
export type StoredConversation = Omit<ConversationDoc, "derived"> & {
  readonly derived?: string | undefined;
};

/** The conversation as everyone else knows it. */
export function readConversation(stored: StoredConversation): ConversationDoc {
  const { derived } = stored;
  if (derived === undefined) return { ...stored, derived: nothingDerived };
  const { workspaceId } = stored;
  const ofWorkspace = <T>(docs: readonly T[]) => docs.map((it) => ({ ...it, workspaceId }));
  const { messages, turns, deadLetters, ...rest } = JSON.parse(derived) as Derived;
  return {
    ...stored,
    derived: {
      ...rest,
      messages: ofWorkspace(messages),
      turns: ofWorkspace(turns),
      deadLetters: ofWorkspace(deadLetters),
    },
  };
}

/** What is stored of what is still to be derived; undefined where that is nothing. */
export function writeDerived(derived: Derived): string | undefined {
  return isNothing(derived) ? undefined : JSON.stringify(derived);
}

/** Whether there is nothing to derive. */
export function isNothing(derived: Derived): boolean {
  return (
    derived.messages.length === 0 &&
    derived.consumed.length === 0 &&
    derived.changes.length === 0 &&
    derived.turns.length === 0 &&
    derived.chores.length === 0 &&
    derived.deadLetters.length === 0
  );
}
