import type { ConversationDoc } from "../conversations/conversation-doc.ts";
import type { ServerContext } from "../server-context.ts";
import type { TurnDoc, TurnRecord } from "./turn-doc.ts";
import { turns } from "./turn-model.ts";

/** What the bot did in a conversation, newest first; `before` is a turn's number. */
export async function listTurns(
  { connection }: ServerContext,
  conversation: ConversationDoc,
  { before, limit = 50 }: { readonly before?: number; readonly limit?: number },
) {
  const written = (await turns(connection)
    .in(conversation.workspaceId)
    .find(
      {
        conversationId: conversation._id,
        ...(before !== undefined && { number: { $lt: before } }),
      },
      { sort: { number: -1 }, limit: limit + 1 },
    )) as unknown as TurnDoc[];
  const known = new Set(written.map((it) => it._id));
  const unwritten = conversation.derived.turns.filter(
    (it) => !known.has(it._id) && (before === undefined || it.number < before),
  );
  const found = [...unwritten, ...written].sort((a, b) => b.number - a.number);
  const page = found.slice(0, limit);
  const last = page.at(-1);
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
    ...(found.length > limit && last && { next: String(last.number) }),
  };
}
