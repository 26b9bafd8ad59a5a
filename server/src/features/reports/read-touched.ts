import type { Connection } from "mongoose";
import { messagesOf } from "../../records/message-model.ts";
import { turnCollection } from "../../records/turn-model.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import type { Touched } from "./plan-hours.ts";

/** A page of what was written since a moment. */
export interface TouchedPage {
  readonly touched: readonly Touched[];
  /** Everything written before this moment is in this page or an earlier one; undefined: there is no more. */
  readonly upTo: number | undefined;
}

/** Written records that were counted lately, so that looking back a little costs little. */
export type Seen = Map<string, number>;

const mostWritten = 2_000;
const mostSeen = 50_000;

interface Line {
  readonly id: string;
  readonly conversationId: string;
  readonly at: number;
  readonly sequence?: number;
  readonly turn?: number;
  readonly writtenAt: number;
}

/** Lists the conversations of which messages or turns were written from a moment on. */
export async function readTouched(
  connection: Connection,
  workspaceId: ObjectId,
  since: number,
  seen: Seen,
): Promise<TouchedPage> {
  for (let most = mostWritten; ; most *= 4) {
    const [messages, turns] = await Promise.all([
      linesOfMessages(connection, workspaceId, since, most),
      linesOfTurns(connection, workspaceId, since, most),
    ]);
    const full = [messages, turns].filter((it) => it.length === most);
    const upTo =
      full.length === 0 ? undefined : Math.min(...full.map((it) => it.at(-1)?.writtenAt ?? since));
    // A whole page has the same moment, so the next page must be larger.
    if (upTo !== undefined && upTo <= since) {
      continue;
    }
    const lines = [...messages, ...turns].filter(
      (it) => it.writtenAt <= (upTo ?? it.writtenAt) && seen.get(it.id) !== it.writtenAt,
    );
    for (const { id, writtenAt } of lines) {
      seen.set(id, writtenAt);
    }
    return { touched: byConversation(lines), upTo };
  }
}

/** Forgets records that were written before a moment. */
export function forgetSeen(seen: Seen, before: number): void {
  for (const [id, writtenAt] of seen) {
    if (writtenAt < before || seen.size > mostSeen) {
      seen.delete(id);
    }
  }
}

async function linesOfMessages(
  connection: Connection,
  workspaceId: ObjectId,
  since: number,
  most: number,
): Promise<readonly Line[]> {
  const found = await messagesOf(connection)
    .find({ workspaceId, writtenAt: { $gte: since } })
    .sort({ writtenAt: 1 })
    .limit(most)
    .project({ conversationId: 1, at: 1, sequence: 1, "turn.at": 1, writtenAt: 1 })
    .toArray();
  return found.map(({ _id, conversationId, at, sequence, turn, writtenAt }) => ({
    id: _id,
    conversationId,
    at: Math.min(at, turn?.at ?? at),
    sequence,
    writtenAt,
  }));
}

async function linesOfTurns(
  connection: Connection,
  workspaceId: ObjectId,
  since: number,
  most: number,
): Promise<readonly Line[]> {
  const found = await turnCollection(connection)
    .find({ workspaceId, writtenAt: { $gte: since } })
    .sort({ writtenAt: 1 })
    .limit(most)
    .project({ conversationId: 1, at: 1, number: 1, writtenAt: 1 })
    .toArray();
  return found.map(({ _id, conversationId, at, number, writtenAt }) => ({
    id: _id,
    conversationId,
    at,
    turn: number,
    writtenAt,
  }));
}

function byConversation(lines: readonly Line[]): readonly Touched[] {
  const found = new Map<string, Touched & { readonly messageIds: string[] }>();
  for (const { id, conversationId, at, sequence, turn } of lines) {
    const known = found.get(conversationId);
    const messageIds = known?.messageIds ?? [];
    found.set(conversationId, {
      conversationId,
      at: Math.min(at, known?.at ?? at),
      sequence: least(known?.sequence, sequence),
      turn: least(known?.turn, turn),
      messageIds,
    });
    if (sequence !== undefined) {
      messageIds.push(id);
    }
  }
  return [...found.values()];
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b);
}
