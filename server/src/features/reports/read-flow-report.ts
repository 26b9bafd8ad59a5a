import type { QueryOf, ReplyOf, routes, StepFigures } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { type Counts, countName, partsOf, sumOfKind } from "../../domain/reports/counts.ts";
import { durationsOf } from "../../domain/reports/figures.ts";
import { findFlow } from "../../records/flow-store.ts";
import { openRunsByNode } from "../../records/positions.ts";
import { readVersionCounts, sumOfVersions } from "./read-flow-counts.ts";
import { readDays, readStanding } from "./report-period.ts";

type Declared = typeof routes.reports.readFlowReport;

/** Reads what happened at each step of a flow, in all its versions or in one. */
export async function readFlowReport(
  context: ServerContext,
  workspaceId: string,
  flowId: string,
  query: QueryOf<Declared>,
): Promise<ReplyOf<Declared>> {
  await findFlow(context, workspaceId, flowId);
  const days = readDays(query);
  const [standing, versions, waiting] = await Promise.all([
    readStanding(context, workspaceId),
    readVersionCounts(context, workspaceId, flowId, days),
    openRunsByNode(context, workspaceId, flowId),
  ]);
  const total = sumOfVersions(versions, query.version);
  return {
    ...standing,
    runs: total["runs"] ?? 0,
    completed: total["completed"] ?? 0,
    versions: versions
      .map(({ version, counts }) => ({
        version,
        runs: counts["runs"] ?? 0,
        completed: counts["completed"] ?? 0,
        dropped: sumOfKind(counts, "dropped"),
      }))
      .sort((a, b) => b.version - a.version),
    steps: stepsOf(total, waiting),
  };
}

function stepsOf(counts: Counts, waiting: Readonly<Record<string, number>>): StepFigures[] {
  const named = Object.entries(counts).map(([name, count]) => ({ parts: partsOf(name), count }));
  const nodeIds = new Set([
    ...named.flatMap(({ parts: [kind, nodeId] }) =>
      nodeId !== undefined && kind !== "stay" ? [nodeId] : [],
    ),
    ...Object.keys(waiting),
  ]);
  return [...nodeIds].map((nodeId) => ({
    nodeId,
    entered: counts[countName("entered", nodeId)] ?? 0,
    left: named.flatMap(({ parts: [kind, of, port], count }) =>
      kind === "left" && of === nodeId && port !== undefined && count > 0 ? [{ port, count }] : [],
    ),
    failed: counts[countName("failed", nodeId)] ?? 0,
    dropped: counts[countName("dropped", nodeId)] ?? 0,
    waiting: waiting[nodeId] ?? 0,
    stay: durationsOf(counts, countName("stay", nodeId)),
  }));
}
