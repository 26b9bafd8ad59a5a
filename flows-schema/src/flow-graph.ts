import { type Edge, type Flow, type FlowNode, isTrigger, portsOf, targetsOf } from "./flow.ts";
import type { Port } from "./node-type.ts";

/** A way from one node to another, along an edge or by a jump. */
export interface Way {
  readonly source: string;
  /** Absent for a jump. */
  readonly port?: Port;
  readonly target: string;
}

/** A flow's nodes and the ways between them, indexed. Ways from or to nowhere are left out. */
export interface FlowGraph {
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly triggers: readonly FlowNode[];
  readonly ports: ReadonlyMap<string, readonly Port[]>;
  /** The first edge of each port, by `portKey`. */
  readonly edges: ReadonlyMap<string, Edge>;
  readonly waysFrom: ReadonlyMap<string, readonly Way[]>;
}

/** Indexes a flow, which may be broken. */
export function graphOf(flow: Flow, flowId?: string): FlowGraph {
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  const ports = new Map(flow.nodes.map((node) => [node.id, portsOf(node)]));
  const edges = new Map<string, Edge>();
  const waysFrom = new Map<string, Way[]>(flow.nodes.map((node) => [node.id, []]));
  for (const edge of flow.edges) {
    const port = ports.get(edge.source)?.find((it) => it.id === edge.sourceHandle);
    const key = portKey(edge.source, edge.sourceHandle);
    if (!port || !nodes.has(edge.target) || edges.has(key)) {
      continue;
    }
    edges.set(key, edge);
    waysFrom.get(edge.source)?.push({ source: edge.source, port, target: edge.target });
  }
  for (const node of flow.nodes) {
    for (const { flowId: toFlow, nodeId: target } of targetsOf(node)) {
      const here = toFlow === undefined || toFlow === flowId;
      if (here && target !== undefined && nodes.has(target)) {
        waysFrom.get(node.id)?.push({ source: node.id, target });
      }
    }
  }
  const triggers = flow.nodes.filter(isTrigger);
  return { nodes, triggers, ports, edges, waysFrom };
}

/** The key of a port in `FlowGraph.edges`. */
export function portKey(nodeId: string, port: string): string {
  return `${nodeId}\n${port}`;
}

/** The ids of all nodes that can be reached from some, these included. */
export function reachableFrom(graph: FlowGraph, from: Iterable<string>): Set<string> {
  const reached = new Set(from);
  for (const id of reached) {
    for (const way of graph.waysFrom.get(id) ?? []) {
      reached.add(way.target);
    }
  }
  return reached;
}
