import type { FindingFacts } from "../finding.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";

/** Finds nodes, edges and ports that share an id, so that nobody could tell them apart. */
export function checkIds({ flow, graph }: Inspection): FindingFacts[] {
  return [
    ...repeated(flow.nodes.map((node) => node.id)).map(
      (id): FindingFacts => ({
        code: "node.duplicateId",
        severity: "error",
        nodeId: id,
        values: { id },
      }),
    ),
    ...repeated(flow.edges.map((edge) => edge.id)).map(
      (id): FindingFacts => ({
        code: "edge.duplicateId",
        severity: "error",
        edgeId: id,
        values: { id },
      }),
    ),
    ...flow.nodes.flatMap((node) =>
      repeated((graph.ports.get(node.id) ?? []).map((port) => port.id)).map(
        (port): FindingFacts => ({
          code: "port.duplicateId",
          severity: "error",
          nodeId: node.id,
          port,
          values: { node: nameNode(node), port },
        }),
      ),
    ),
  ];
}

function repeated(ids: readonly string[]): string[] {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const id of ids) {
    (seen.has(id) ? again : seen).add(id);
  }
  return [...again];
}
