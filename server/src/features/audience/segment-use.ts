import type { Condition } from "@chatloom/flows-schema";
import type { Connection } from "mongoose";
import { flows } from "../../records/flow-model.ts";
import { segments } from "../../records/segment-model.ts";

/** Lists the names of segments and flows that name a segment. */
export async function segmentUses(
  connection: Connection,
  workspaceId: string,
  segmentId: string,
): Promise<readonly string[]> {
  const [others, drafts] = await Promise.all([
    segments(connection).in(workspaceId).find({}),
    flows(connection)
      .in(workspaceId)
      .find({}, { projection: { name: 1, draft: 1 } }),
  ]);
  return [
    ...others.filter((it) => segmentsIn(it.condition).includes(segmentId)).map((it) => it.name),
    ...drafts.filter((it) => JSON.stringify(it.draft).includes(segmentId)).map((it) => it.name),
  ];
}

/** Lists the ids of the segments that a condition names. */
export function segmentsIn({ groups }: Condition): string[] {
  return groups
    .flatMap((it) => it.rules)
    .filter((it) => it.left.trim() === "contact.segments")
    .map((it) => it.right?.trim() ?? "");
}
