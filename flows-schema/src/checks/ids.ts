import type { Finding } from "../finding.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";

/** Finds nodes, edges and ports that share an id, so that nobody could tell them apart. */
export function checkIds({ flow, graph }: Inspection): Finding[] {
  return [
    ...repeated(flow.nodes.map((node) => node.id)).map(
      (id): Finding => ({
        code: "node.duplicateId",
        severity: "error",
        nodeId: id,
        values: { id },
        message: `Several steps have the id ${id}.`,
      }),
    ),
    ...repeated(flow.edges.map((edge) => edge.id)).map(
      (id): Finding => ({
        code: "edge.duplicateId",
        severity: "error",
        edgeId: id,
        values: { id },
        message: `Several connections have the id ${id}.`,
      }),
    ),
    ...flow.nodes.flatMap((node) =>
      repeated((graph.ports.get(node.id) ?? []).map((port) => port.id)).map(
        (port): Finding => ({
          code: "port.duplicateId",
          severity: "error",
          nodeId: node.id,
          port,
          values: { node: nameNode(node), port },
          message: `Two parts of ${nameNode(node)} share the id of their port, ${port}.`,
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
