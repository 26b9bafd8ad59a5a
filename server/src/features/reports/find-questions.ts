import { type AskedQuestion, type Flow, type FlowNode, nodeTypeOf } from "@chatloom/flows-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { type FlowRecord, flowVersions } from "../../records/flow-model.ts";

/** A question of a flow, and the step that asks it. */
export interface Asked extends AskedQuestion {
  readonly node: FlowNode;
}

const mostVersions = 10;
const mostQuestions = 60;

/**
 * Finds the questions of a flow, in the order of its steps: those of the draft, and those that one of the last ten versions asked. A
 * question that changed is shown as it was published last.
 */
export async function findQuestions(
  { connection }: ServerContext,
  workspaceId: string,
  { _id, draft }: FlowRecord,
): Promise<readonly Asked[]> {
  const versions = await flowVersions(connection)
    .in(workspaceId)
    .find({ flowId: _id }, { sort: { version: -1 }, limit: mostVersions });
  const found = new Map<string, Asked>();
  for (const flow of [...versions.map((it) => it.flow), draft]) {
    for (const asked of questionsOf(flow)) {
      const id = JSON.stringify([asked.node.id, asked.saveTo]);
      found.set(id, found.get(id) ?? asked);
    }
  }
  return [...found.values()].slice(0, mostQuestions);
}

function questionsOf({ nodes }: Flow): readonly Asked[] {
  return nodes.flatMap((node) =>
    (nodeTypeOf(node).asks?.(node.data) ?? []).map((it) => ({ ...it, node })),
  );
}
