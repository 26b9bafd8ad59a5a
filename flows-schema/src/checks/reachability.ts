import type { Finding } from "../finding.ts";
import { reachableFrom } from "../flow-graph.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";

/** Finds flows that nothing starts, and nodes that no run can come to. */
export function checkReachability({ flow, graph, surroundings }: Inspection): Finding[] {
  if (graph.triggers.length === 0) {
    const first = flow.nodes.find((node) => flow.edges.every((edge) => edge.target !== node.id));
    return [
      {
        code: "trigger.missing",
        severity: "error",
        values: {},
        message: "Nothing starts this flow. Add a trigger.",
        repair: { kind: "addNode", type: "trigger.keyword", ...(first && { to: first.id }) },
      },
    ];
  }
  const entries = surroundings.otherFlows
    .flatMap((other) => other.jumps ?? [])
    .filter((jump) => jump.flowId === surroundings.flowId && graph.nodes.has(jump.nodeId))
    .map((jump) => jump.nodeId);
  const reached = reachableFrom(graph, [...graph.triggers.map((node) => node.id), ...entries]);
  return flow.nodes
    .filter((node) => !reached.has(node.id))
    .map((node) => ({
      code: "node.unreachable",
      severity: "warning",
      nodeId: node.id,
      values: { node: nameNode(node) },
      message: `No path leads to ${nameNode(node)}.`,
      repair: { kind: "removeNode", nodeId: node.id },
    }));
}
