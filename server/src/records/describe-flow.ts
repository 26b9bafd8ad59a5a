import type { FlowSummary } from "@chatloom/api-schema";
import type { FlowHead } from "./flow-model.ts";

/** A flow as the list shows it. */
export function toFlowSummary(flow: FlowHead, openRuns: number): FlowSummary {
  return {
    id: String(flow._id),
    name: flow.name,
    folder: flow.folder || undefined,
    active: flow.active,
    version: flow.version,
    draftRevision: flow.draftRevision,
    changed: flow.publishedRevision !== flow.draftRevision,
    nodeCount: flow.nodeCount,
    triggers: flow.triggers.map(({ type, summary }) => ({ type, summary })),
    openRuns,
    // Flows of earlier releases have no count yet.
    changes: flow.changes ?? 0,
    updatedAt: flow.updatedAt.toISOString(),
    updatedBy: flow.updatedBy,
  };
}
