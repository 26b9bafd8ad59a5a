import { type ConversationDoc, type Derived, nothingDerived } from "./conversation-doc.ts";
import type { MessageDoc } from "./message-doc.ts";
import type { StoredTurn, TurnDoc } from "./turn-doc.ts";

/** What is stored of what is still to be derived; undefined where that is nothing. */
export function writeDerived(derived: Derived): string | undefined {
  if (isNothing(derived)) return undefined;
  const { messages, turns, ...rest } = derived;
  const written = `"messages":[${messages.map(writeMessage).join()}],"turns":[${turns.map(writeTurn).join()}]`;
  return `${JSON.stringify(rest).slice(0, -1)},${written}}`;
}

/** Reads it; whose it all is, the conversation says. */
export function readDerived(
  text: string | undefined,
  { _id: conversationId, workspaceId, channelId }: DerivedFrom,
): Derived {
  if (text === undefined) return nothingDerived;
  const { messages, turns, deadLetters, ...rest } = JSON.parse(text) as WrittenDerived;
  return {
    ...rest,
    messages: messages.map((it) => ({
      ...it,
      workspaceId,
      channelId,
      conversationId,
      turn: it.turn && readTurn(it.turn),
    })),
    turns: turns.map((it) => ({ ...readTurn(it), workspaceId })),
    deadLetters: deadLetters.map((it) => ({ ...it, workspaceId })),
  };
}

type DerivedFrom = Pick<ConversationDoc, "_id" | "workspaceId" | "channelId">;

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

/** Derived work as its text says it. */
type WrittenDerived = Omit<Derived, "messages" | "turns"> & {
  readonly messages: readonly (Omit<MessageDoc, "turn"> & {
    readonly turn?: Written<StoredTurn>;
  })[];
  readonly turns: readonly Written<TurnDoc>[];
};

type Written<T extends StoredTurn> = Omit<T, "record"> & { readonly record: unknown };

function writeMessage(message: MessageDoc): string {
  const { turn } = message;
  const own = JSON.stringify({
    ...message,
    workspaceId: undefined,
    channelId: undefined,
    conversationId: undefined,
    turn: undefined,
  });
  return turn ? `${own.slice(0, -1)},"turn":${writeTurn(turn)}}` : own;
}

/** A record is JSON already: as a text within JSON each of its quotes would be written twice. */
function writeTurn({ record, ...turn }: StoredTurn): string {
  return `${JSON.stringify(turn).slice(0, -1)},"record":${record}}`;
}

function readTurn<T extends StoredTurn>(turn: Written<T>): T {
  return { ...turn, record: JSON.stringify(turn.record) } as unknown as T;
}
