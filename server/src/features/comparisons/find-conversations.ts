import type { ServerContext } from "../../context/server-context.ts";
import { countName } from "../../domain/reports/counts.ts";
import { conversations } from "../../records/conversation-model.ts";
import { conversationHours } from "../../records/report-models.ts";

const page = 500;

/** Finds the newest conversations that a flow took part in, newest first, at most `most`. */
export async function findConversations(
  { connection }: ServerContext,
  workspaceId: string,
  flowId: string,
  most: number,
): Promise<readonly string[]> {
  const found = new Set<string>();
  const group = countName("f", flowId);
  for (let skip = 0; found.size < most; skip += page) {
    const hours = await conversationHours(connection)
      .in(workspaceId)
      .find(
        { "groups.group": group },
        {
          sort: { hour: -1, conversationId: 1 },
          skip,
          limit: page,
          projection: { conversationId: 1 },
        },
      );
    const ids = [...new Set(hours.map((it) => it.conversationId))].filter((it) => !found.has(it));
    // Of erased contacts only the figures are left.
    const there = await conversations(connection)
      .in(workspaceId)
      .find({ _id: { $in: ids } }, { projection: { _id: 1 } });
    const known = new Set(there.map((it) => it._id));
    for (const id of ids.filter((it) => known.has(it)).slice(0, most - found.size)) {
      found.add(id);
    }
    if (hours.length < page) {
      break;
    }
  }
  return [...found];
}
