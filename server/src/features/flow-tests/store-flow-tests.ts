import type { ConversationTest } from "@chatloom/flows-schema";
import mongoose from "mongoose";
import type { ServerContext } from "../../context/server-context.ts";
import { type FlowTestRecord, flowTests } from "../../records/flow-test-model.ts";

/** Lists the tests of a flow in their order. */
export function listFlowTests(
  { connection }: ServerContext,
  workspaceId: string,
  flowId: string,
): Promise<FlowTestRecord[]> {
  return flowTests(connection)
    .in(workspaceId)
    .find({ flowId }, { sort: { order: 1, _id: 1 } });
}

/** Replaces all tests of a flow. Tests whose name stays keep their id. */
export async function replaceFlowTests(
  context: ServerContext,
  workspaceId: string,
  flowId: string,
  tests: readonly ConversationTest[],
  by: string,
): Promise<FlowTestRecord[]> {
  const model = flowTests(context.connection).in(workspaceId);
  const before = await listFlowTests(context, workspaceId, flowId);
  const updatedAt = new Date(context.now());
  const kept = new Set<string>();
  for (const [order, test] of tests.entries()) {
    const same = before.find((it) => it.test.name === test.name && !kept.has(String(it._id)));
    if (same) {
      kept.add(String(same._id));
      await model.updateOne({ _id: same._id }, { $set: { order, test, updatedAt, updatedBy: by } });
    } else {
      const id = new mongoose.Types.ObjectId(flowId);
      await model.insert({ flowId: id, order, test, updatedAt, updatedBy: by });
    }
  }
  const gone = before.filter((it) => !kept.has(String(it._id))).map((it) => it._id);
  if (gone.length > 0) {
    await model.deleteMany({ _id: { $in: gone } });
  }
  return listFlowTests(context, workspaceId, flowId);
}
