import type { ConversationDoc } from "../conversations/conversation-doc.ts";
import type { ServerContext } from "../server-context.ts";
import { type TurnDoc, type TurnRecord, turnIdOf } from "./turn-doc.ts";
import { turns } from "./turn-model.ts";

/** What the bot did in a conversation, newest first; `before` is a turn's number. */
export async function listTurns(
  { connection }: ServerContext,
  conversation: ConversationDoc,
  { before, limit = 50 }: { readonly before?: number; readonly limit?: number },
) {
  const newest = Math.min(before ?? Number.POSITIVE_INFINITY, conversation.turn + 1) - 1;
  const oldest = Math.max(1, newest - limit + 1);
  const ids = new Set<string>();
  for (let number = newest; number >= oldest; number--) ids.add(turnIdOf(conversation._id, number));
  const written = (await turns(connection)
    .in(conversation.workspaceId)
    .find({ _id: { $in: [...ids] } })) as unknown as TurnDoc[];
  const known = new Set(written.map((it) => it._id));
  const unwritten = conversation.derived.turns.filter(
    (it) => ids.has(it._id) && !known.has(it._id),
  );
  const page = [...unwritten, ...written].sort((a, b) => b.number - a.number);
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
    ...(oldest > 1 && { next: String(oldest) }),
  };
}
