import type { FlowSummary } from "@chatloom/api-schema";
import type { Flow } from "@chatloom/flows-schema";
import { NotFound } from "../context/errors.ts";
import type { ServerContext } from "../context/server-context.ts";
import { toFlowSummary } from "./describe-flow.ts";
import { flowErrors } from "./flow-errors.ts";
import { type FlowFields, type FlowHead, type FlowRecord, flows, headOnly } from "./flow-model.ts";
import { outlineOf } from "./outline.ts";
import { openRunsByFlow, openRunsByNode } from "./positions.ts";

/** Every flow of the workspace, as the list shows it. */
export async function listFlows(
  context: ServerContext,
  workspaceId: string,
): Promise<FlowSummary[]> {
  const [found, open] = await Promise.all([
    flows(context.connection)
      .in(workspaceId)
      .find({}, { sort: { updatedAt: -1 }, projection: headOnly }),
    openRunsByFlow(context, workspaceId),
  ]);
  return found.map((flow) => toFlowSummary(flow, open.get(String(flow._id)) ?? 0));
}

/** Finds a flow with its draft. The flow's own name is the valid one: renaming does not write the draft. */
export async function findFlow(
  { connection }: ServerContext,
  workspaceId: string,
  flowId: string,
): Promise<FlowRecord> {
  const found = await flows(connection).in(workspaceId).findById(flowId);
  if (!found) {
    throw new NotFound("flow");
  }
  return { ...found, draft: { ...found.draft, name: found.name } };
}

/** Adds a flow with this draft. */
export async function insertFlow(
  context: ServerContext,
  workspaceId: string,
  draft: Flow,
  by: string,
): Promise<FlowSummary> {
  const flow = await flows(context.connection)
    .in(workspaceId)
    .insert(newFlow(draft, by, new Date(context.now())));
  const summary = toFlowSummary(flow, 0);
  context.announce(workspaceId, "flow.updated", summary);
  return summary;
}

/** Returns the fields of a flow that was never published. */
export function newFlow(draft: Flow, by: string, at: Date) {
  return {
    name: draft.name,
    active: false,
    draft,
    draftRevision: 1,
    lastVersion: 0,
    changes: 1,
    ...outlineOf(draft),
    createdAt: at,
    updatedAt: at,
    updatedBy: by,
  };
}

/**
 * Replaces the draft at `revision` and returns the new revision. Keeps the flow's name, so that renaming and drawing never
 * conflict. Throws `flowErrors.draftChanged` when `revision` is not the latest.
 */
export async function replaceDraft(
  context: ServerContext,
  workspaceId: string,
  flowId: string,
  change: { readonly revision: number; readonly draft: Flow; readonly by: string },
): Promise<number> {
  const { revision, draft, by } = change;
  const now = new Date(context.now());
  const fields = { draft, ...outlineOf(draft), updatedAt: now, updatedBy: by };
  const saved = await flows(context.connection)
    .in(workspaceId)
    .findOneAndUpdate(
      { _id: flowId, draftRevision: revision },
      { $set: fields, $inc: { draftRevision: 1, changes: 1 } },
      { projection: headOnly },
    );
  if (!saved) {
    const { draftRevision } = await findFlow(context, workspaceId, flowId);
    throw flowErrors.draftChanged(revision, draftRevision);
  }
  await announceFlow(context, saved);
  return saved.draftRevision;
}

/** Changes fields of a flow other than its draft. */
export async function changeFlow(
  context: ServerContext,
  workspaceId: string,
  flowId: string,
  change: Partial<FlowFields>,
): Promise<FlowSummary> {
  const updatedAt = new Date(context.now());
  const changed = await flows(context.connection)
    .in(workspaceId)
    .findOneAndUpdate(
      { _id: flowId },
      { $set: { ...change, updatedAt }, $inc: { changes: 1 } },
      { projection: headOnly },
    );
  if (!changed) {
    throw new NotFound("flow");
  }
  return announceFlow(context, changed);
}

/** Announces the present state of a flow and returns it. */
export async function announceFlow(context: ServerContext, flow: FlowHead): Promise<FlowSummary> {
  const workspaceId = String(flow.workspaceId);
  const nodes = await openRunsByNode(context, workspaceId, String(flow._id));
  const openRuns = Object.values(nodes).reduce((sum, count) => sum + count, 0);
  const summary = toFlowSummary(flow, openRuns);
  context.announce(workspaceId, "flow.updated", summary);
  return summary;
}
