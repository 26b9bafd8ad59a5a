import type { ServerContext } from "../context/server-context.ts";
import { conversations } from "./conversation-model.ts";

/** Returns how many conversations are in each flow now, by flow id. */
export async function openRunsByFlow(
  { connection }: ServerContext,
  workspaceId: string,
): Promise<ReadonlyMap<string, number>> {
  return counts(
    await conversations(connection)
      .in(workspaceId)
      .aggregate<Count>([
        { $match: { "position.flowId": { $exists: true } } },
        { $group: { _id: "$position.flowId", count: { $sum: 1 } } },
      ]),
  );
}

/** Returns how many conversations are at each node of a flow now. */
export async function openRunsByNode(
  { connection }: ServerContext,
  workspaceId: string,
  flowId: string,
): Promise<Record<string, number>> {
  const found = await conversations(connection)
    .in(workspaceId)
    .aggregate<Count>([
      { $match: { "position.flowId": flowId } },
      { $group: { _id: "$position.nodeId", count: { $sum: 1 } } },
    ]);
  return Object.fromEntries(counts(found));
}

/** Returns how many conversations run each version of a flow now. */
export async function openRunsByVersion(
  { connection }: ServerContext,
  workspaceId: string,
  flowId: string,
): Promise<ReadonlyMap<string, number>> {
  return counts(
    await conversations(connection)
      .in(workspaceId)
      .aggregate<Count>([
        { $match: { "position.flowId": flowId } },
        { $project: { frame: { $arrayElemAt: ["$run.frames", -1] } } },
        { $group: { _id: "$frame.version", count: { $sum: 1 } } },
      ]),
  );
}

interface Count {
  readonly _id: string | number | null;
  readonly count: number;
}

function counts(found: readonly Count[]): Map<string, number> {
  return new Map(found.map(({ _id, count }) => [String(_id), count]));
}
