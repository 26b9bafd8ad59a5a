import type { Finding, FindingCode } from "../finding.ts";
import type { Edge } from "../flow.ts";
import { portKey } from "../flow-graph.ts";
import type { Inspection } from "../inspection.ts";

/** Finds edges that name a node or port that is not there, or leave a port that has one already. */
export function checkEdges({ flow, graph }: Inspection): Finding[] {
  return flow.edges.flatMap((edge): Finding[] => {
    const finding = (code: FindingCode, message: string, nodeId?: string): Finding[] => [
      {
        code,
        severity: "error",
        edgeId: edge.id,
        ...(nodeId !== undefined && { nodeId, port: edge.sourceHandle }),
        values: { edge: edge.id, ...facts(edge) },
        message,
        repair: { kind: "removeEdge", edgeId: edge.id },
      },
    ];
    const ports = graph.ports.get(edge.source);
    if (!ports) {
      return finding(
        "edge.unknownSource",
        `A connection starts at ${edge.source}, which is not there.`,
      );
    }
    if (!ports.some((port) => port.id === edge.sourceHandle)) {
      return finding(
        "edge.unknownPort",
        `A connection leaves ${edge.source} at ${edge.sourceHandle}, which it does not have.`,
        edge.source,
      );
    }
    if (!graph.nodes.has(edge.target)) {
      return finding(
        "edge.unknownTarget",
        `A connection leads to ${edge.target}, which is not there.`,
        edge.source,
      );
    }
    if (graph.edges.get(portKey(edge.source, edge.sourceHandle)) !== edge) {
      return finding(
        "edge.doubled",
        `Two connections leave ${edge.source} at ${edge.sourceHandle}; only the first is followed.`,
        edge.source,
      );
    }
    return [];
  });
}

function facts({ source, sourceHandle, target }: Edge) {
  return { source, port: sourceHandle, target };
}
