import type { FindingFacts } from "../finding.ts";
import { typeThatFills } from "../flow.ts";
import { reachableFrom } from "../flow-graph.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";

/** Finds flows that nothing starts, and nodes that no run can come to. */
export function checkReachability({ flow, graph, checkContext }: Inspection): FindingFacts[] {
  const { flowId } = checkContext;
  const first = flow.nodes.find((node) => flow.edges.every((edge) => edge.target !== node.id));
  const isCalled = checkContext.otherFlows.some(
    (other) => flowId !== undefined && other.calls?.includes(flowId),
  );
  if (graph.triggers.length === 0 && !(isCalled && first)) {
    return [
      {
        code: "trigger.missing",
        severity: "error",
        values: {},
        repair: {
          kind: "addNode",
          type: typeThatFills("start"),
          to: first?.id,
        },
      },
    ];
  }
  const entries = checkContext.otherFlows
    .flatMap((other) => other.jumps ?? [])
    .filter((jump) => jump.flowId === flowId && graph.nodes.has(jump.nodeId))
    .map((jump) => jump.nodeId);
  const starts = graph.triggers.length > 0 ? graph.triggers : first ? [first] : [];
  const reached = reachableFrom(graph, [...starts.map((node) => node.id), ...entries]);
  return flow.nodes
    .filter((node) => !reached.has(node.id))
    .map((node) => ({
      code: "node.unreachable",
      severity: "warning",
      nodeId: node.id,
      values: { node: nameNode(node) },
      repair: { kind: "removeNode", nodeId: node.id },
    }));
}
