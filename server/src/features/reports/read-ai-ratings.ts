import type { ServerContext } from "../../context/server-context.ts";
import { aiUsage } from "../../records/ai-usage-model.ts";
import { resolutions } from "../../records/resolution-model.ts";

/** A rating of a contact, and the AI agents and steps that were asked in the conversation before. */
export interface AiRating {
  readonly rating: number;
  readonly agentIds: readonly string[];
  readonly steps: readonly string[];
}

const mostRatings = 5_000;
const lookBackMs = 7 * 86_400_000;

/** Reads the newest ratings of conversations that ended between two moments and in which AI was asked before, at most 5,000. */
export async function readAiRatings(
  { connection }: ServerContext,
  workspaceId: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly AiRating[]> {
  const rated = await resolutions(connection)
    .in(workspaceId)
    .find(
      { at: { $gte: from, $lt: to }, rating: { $exists: true } },
      {
        sort: { at: -1 },
        limit: mostRatings,
        projection: { conversationId: 1, at: 1, rating: 1 },
      },
    );
  if (rated.length === 0) {
    return [];
  }
  const calls = await aiUsage(connection)
    .in(workspaceId)
    .find(
      {
        conversationId: { $in: [...new Set(rated.map((it) => it.conversationId))] },
        at: { $gte: new Date(from - lookBackMs), $lt: new Date(to) },
      },
      { projection: { conversationId: 1, at: 1, agentId: 1, step: 1 } },
    );
  const byConversation = new Map<string | undefined, (typeof calls)[number][]>();
  for (const it of calls) {
    const known = byConversation.get(it.conversationId) ?? [];
    known.push(it);
    byConversation.set(it.conversationId, known);
  }
  return rated.flatMap(({ conversationId, at, rating }) => {
    const own = (byConversation.get(conversationId) ?? []).filter(
      (it) => it.at.getTime() <= at && it.at.getTime() > at - lookBackMs,
    );
    return own.length === 0 || rating === undefined
      ? []
      : [
          {
            rating,
            agentIds: own.flatMap((it) => it.agentId ?? []),
            steps: own.flatMap((it) => it.step ?? []),
          },
        ];
  });
}
