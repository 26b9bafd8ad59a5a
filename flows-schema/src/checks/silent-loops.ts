import type { FindingFacts } from "../finding.ts";
import { nodeTypeOf, typeThatFills } from "../flow.ts";
import type { FlowGraph, Way } from "../flow-graph.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";

/** Finds circles that a run would go round without ever waiting for anyone or anything. */
export function checkSilentLoops({ flow, graph }: Inspection): FindingFacts[] {
  const order = new Map(flow.nodes.map((node, index) => [node.id, index]));
  const reported = new Set<string>();
  return flow.nodes.flatMap((node): FindingFacts[] => {
    if (reported.has(node.id)) {
      return [];
    }
    const circle = circleThrough(graph, node.id);
    if (!circle) {
      return [];
    }
    for (const way of circle) {
      reported.add(way.source);
    }
    // A jump has no port to put a delay at; the way back is where a person would put one.
    const edges = circle.filter((way) => way.port);
    const back =
      edges.find((way) => (order.get(way.target) ?? 0) <= (order.get(way.source) ?? 0)) ??
      edges.at(-1);
    return [
      {
        code: "loop.silent",
        severity: "error",
        nodeId: node.id,
        port: back?.port && back.source === node.id ? back.port.id : undefined,
        values: { node: nameNode(node), steps: circle.length },
        repair: back?.port
          ? {
              kind: "addNode",
              type: typeThatFills("pause"),
              from: { nodeId: back.source, port: back.port.id },
            }
          : undefined,
      },
    ];
  });
}

/** The shortest circle through a node on which nothing waits. */
function circleThrough(graph: FlowGraph, start: string): Way[] | undefined {
  const cameBy = new Map<string, Way>();
  const queue = [start];
  for (const id of queue) {
    const node = graph.nodes.get(id);
    if (!node || nodeTypeOf(node).waits(node.data)) {
      continue;
    }
    for (const way of graph.waysFrom.get(id) ?? []) {
      if (way.port?.bounded || cameBy.has(way.target)) {
        continue;
      }
      cameBy.set(way.target, way);
      if (way.target === start) {
        return walkBack(cameBy, start);
      }
      queue.push(way.target);
    }
  }
  return undefined;
}

function walkBack(cameBy: ReadonlyMap<string, Way>, start: string): Way[] {
  const ways: Way[] = [];
  let at = start;
  do {
    const way = cameBy.get(at) as Way;
    ways.unshift(way);
    at = way.source;
  } while (at !== start);
  return ways;
}
