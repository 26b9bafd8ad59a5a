import type { FlowSummary } from "@chatloom/api-schema";
import type { FlowHead } from "./flow-model.ts";

/** A flow as the list shows it. */
export function toFlowSummary(flow: FlowHead, openRuns: number): FlowSummary {
  const { canary } = flow;
  return {
    id: String(flow._id),
    name: flow.name,
    folder: flow.folder || undefined,
    labelIds: flow.labelIds?.length ? [...flow.labelIds] : undefined,
    active: flow.active,
    version: flow.version,
    canary: canary && {
      version: canary.version,
      share: canary.share,
      startedAt: new Date(canary.startedAt).toISOString(),
      by: canary.by,
    },
    draftRevision: flow.draftRevision,
    changed: (canary?.revision ?? flow.publishedRevision) !== flow.draftRevision,
    nodeCount: flow.nodeCount,
    triggers: flow.triggers.map(({ type, summary }) => ({ type, summary })),
    openRuns,
    // Flows of earlier releases have no count yet.
    changes: flow.changes ?? 0,
    updatedAt: flow.updatedAt.toISOString(),
    updatedBy: flow.updatedBy,
  };
}
