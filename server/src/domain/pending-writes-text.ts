import { type ConversationDoc, noPendingWrites, type PendingWrites } from "./conversation-doc.ts";
import type { MessageDoc } from "./message-doc.ts";
import type { StoredTurn, TurnDoc } from "./turn-doc.ts";

/** Serializes the pending writes for the store; undefined if there are none. */
export function serializePendingWrites(pendingWrites: PendingWrites): string | undefined {
  if (isEmpty(pendingWrites)) {
    return undefined;
  }
  const { messages, turns, ...rest } = pendingWrites;
  const written = `"messages":[${messages.map(writeMessage).join()}],"turns":[${turns.map(writeTurn).join()}]`;
  return `${JSON.stringify(rest).slice(0, -1)},${written}}`;
}

/** Parses what `serializePendingWrites` wrote; ids of workspace, channel and conversation are taken from the conversation. */
export function parsePendingWrites(
  text: string | undefined,
  { _id: conversationId, workspaceId, channelId }: PendingWritesOwner,
): PendingWrites {
  if (text === undefined) {
    return noPendingWrites;
  }
  const parsed = JSON.parse(text) as SerializedPendingWrites;
  const { messages, turns, deadLetters, chores, sideEffects = chores ?? [], ...rest } = parsed;
  return {
    ...rest,
    sideEffects,
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

type PendingWritesOwner = Pick<ConversationDoc, "_id" | "workspaceId" | "channelId">;

/** Whether there are no pending writes. */
export function isEmpty(pendingWrites: PendingWrites): boolean {
  return (
    pendingWrites.messages.length === 0 &&
    pendingWrites.consumed.length === 0 &&
    pendingWrites.changes.length === 0 &&
    pendingWrites.turns.length === 0 &&
    pendingWrites.sideEffects.length === 0 &&
    pendingWrites.deadLetters.length === 0
  );
}

/** Pending writes in their stored form. */
type SerializedPendingWrites = Omit<PendingWrites, "messages" | "turns" | "sideEffects"> & {
  readonly sideEffects?: PendingWrites["sideEffects"];
  /** The side effects, as earlier releases named them. */
  readonly chores?: PendingWrites["sideEffects"];
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
