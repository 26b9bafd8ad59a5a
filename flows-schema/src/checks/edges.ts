import type { FindingCode, FindingFacts } from "../finding.ts";
import type { Edge } from "../flow.ts";
import { portKey } from "../flow-graph.ts";
import type { Inspection } from "../inspection.ts";

/** Finds edges that name a node or port that is not there, or leave a port that has one already. */
export function checkEdges({ flow, graph }: Inspection): FindingFacts[] {
  return flow.edges.flatMap((edge): FindingFacts[] => {
    const finding = (code: FindingCode, nodeId?: string): FindingFacts[] => [
      {
        code,
        severity: "error",
        edgeId: edge.id,
        nodeId,
        port: nodeId === undefined ? undefined : edge.sourceHandle,
        values: { edge: edge.id, ...facts(edge) },
        repair: { kind: "removeEdge", edgeId: edge.id },
      },
    ];
    const ports = graph.ports.get(edge.source);
    if (!ports) {
      return finding("edge.unknownSource");
    }
    if (!ports.some((port) => port.id === edge.sourceHandle)) {
      return finding("edge.unknownPort", edge.source);
    }
    if (!graph.nodes.has(edge.target)) {
      return finding("edge.unknownTarget", edge.source);
    }
    if (graph.edges.get(portKey(edge.source, edge.sourceHandle)) !== edge) {
      return finding("edge.doubled", edge.source);
    }
    return [];
  });
}

function facts({ source, sourceHandle, target }: Edge) {
  return { source, port: sourceHandle, target };
}
