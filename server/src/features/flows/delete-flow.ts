import type { ServerContext } from "../../context/server-context.ts";
import { flowApprovals } from "../../records/flow-approval-model.ts";
import { flowComparisons } from "../../records/flow-comparison-model.ts";
import { flows } from "../../records/flow-model.ts";
import { flowTests } from "../../records/flow-test-model.ts";
import { flowThreads } from "../../records/flow-thread-model.ts";
import { deleteLeftoverVersions } from "./delete-leftover-versions.ts";
import { flowsChanged } from "./flows-changed.ts";

/** Deletes a flow with what belongs to it. Says whether there was one. Conversations in the flow continue to its end, in every process. */
export async function deleteFlow(
  context: ServerContext,
  workspaceId: string,
  flowId: string,
): Promise<boolean> {
  const { connection } = context;
  const gone = await flows(connection).in(workspaceId).deleteOne({ _id: flowId });
  await flowTests(connection).in(workspaceId).deleteMany({ flowId });
  await flowApprovals(connection).in(workspaceId).deleteMany({ flowId });
  await flowComparisons(connection).in(workspaceId).deleteMany({ flowId });
  await flowThreads(connection).in(workspaceId).deleteMany({ flowId });
  await flowsChanged(context, workspaceId);
  await deleteLeftoverVersions(context);
  context.announce(workspaceId, "flow.deleted", { flowId });
  return gone > 0;
}
