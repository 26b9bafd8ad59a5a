import type { ServerContext } from "../context/server-context.ts";
import type { ConversationDoc } from "../domain/conversation-doc.ts";
import { type StoredTurn, type TurnRecord, turnIdOf } from "../domain/turn-doc.ts";
import { unwrittenTurns } from "../domain/unwritten-turns.ts";
import { messages } from "./message-model.ts";
import { turns } from "./turn-model.ts";

/** Lists the turns of a conversation, newest first. `before` is a turn's number. */
export async function listTurns(
  { connection }: ServerContext,
  conversation: ConversationDoc,
  {
    before,
    limit = 50,
  }: { readonly before?: number | undefined; readonly limit?: number | undefined },
) {
  const newest = Math.min(before ?? Number.POSITIVE_INFINITY, conversation.turn + 1) - 1;
  const oldest = Math.max(1, newest - limit + 1);
  const { _id: conversationId, workspaceId, pendingWrites } = conversation;
  const ids: string[] = [];
  for (let number = newest; number >= oldest; number--) {
    ids.push(turnIdOf(conversationId, number));
  }
  const [alone, answers] = await Promise.all([
    turns(connection)
      .in(workspaceId)
      .find({ _id: { $in: ids } }),
    messages(connection)
      .in(workspaceId)
      .find(
        { conversationId, "turn.number": { $gte: oldest, $lte: newest } },
        { sort: { sequence: -1 }, limit: ids.length, projection: { turn: 1 } },
      ),
  ]);
  const found = new Map<number, StoredTurn>();
  for (const turn of [
    ...alone,
    ...answers.flatMap((it) => it.turn ?? []),
    ...unwrittenTurns(pendingWrites),
  ]) {
    if (turn.number >= oldest && turn.number <= newest) {
      found.set(turn.number, turn);
    }
  }
  const page = [...found.values()].sort((a, b) => b.number - a.number);
  return {
    items: page.map(({ number, at, record }) => {
      const { input, context, path, effects } = JSON.parse(record) as TurnRecord;
      return {
        number,
        at: new Date(at).toISOString(),
        input,
        context,
        path: [...path],
        effects: [...effects],
      };
    }),
    next: oldest > 1 ? String(oldest) : undefined,
  };
}
