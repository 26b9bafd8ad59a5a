import type { Connection } from "mongoose";
import { segmentsIn } from "../../domain/nested-segments.ts";
import { flows, flowVersions } from "../../records/flow-model.ts";
import { segments } from "../../records/segment-model.ts";

/** Lists the names of segments and flows that name a segment, in a condition or a trigger. */
export async function segmentUses(
  connection: Connection,
  workspaceId: string,
  segmentId: string,
): Promise<readonly string[]> {
  const [others, drafts] = await Promise.all([
    segments(connection).in(workspaceId).find({}),
    flows(connection)
      .in(workspaceId)
      .find({}, { projection: { name: 1, draft: 1, active: 1, version: 1, canary: 1 } }),
  ]);
  // The version that runs may name what the draft names no more.
  const running = drafts.flatMap(({ _id, active, version, canary }) =>
    active ? [version, canary?.version].map((it) => ({ flowId: _id, version: it })) : [],
  );
  const versions =
    running.length === 0
      ? []
      : await flowVersions(connection)
          .in(workspaceId)
          .find({ $or: running }, { projection: { flowId: 1, flow: 1 } });
  const names = (flow: unknown) => JSON.stringify(flow).includes(segmentId);
  const using = new Set(versions.filter((it) => names(it.flow)).map((it) => String(it.flowId)));
  return [
    ...others.filter((it) => segmentsIn(it.condition).includes(segmentId)).map((it) => it.name),
    ...drafts.filter((it) => names(it.draft) || using.has(String(it._id))).map((it) => it.name),
  ];
}
