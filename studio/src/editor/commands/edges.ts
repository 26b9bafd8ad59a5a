import type { Flow } from "@chatloom/flows-schema";
import type { Command } from "../state/command.ts";

/** Connects a port to a node and removes the port's earlier edge. */
export function connect(source: string, port: string, target: string): Command {
  return { name: "connect", apply: (flow) => lead(flow, source, port, target) };
}

/** Moves an end of an edge to another port or node. */
export function reconnect(edgeId: string, source: string, port: string, target: string): Command {
  return {
    name: "connect",
    apply: (flow) => {
      const edge = flow.edges.find((it) => it.id === edgeId);
      if (
        !edge ||
        (edge.source === source && edge.sourceHandle === port && edge.target === target)
      ) {
        return flow;
      }
      const others = flow.edges.filter((it) => it.id !== edgeId);
      return lead({ ...flow, edges: others }, source, port, target);
    },
  };
}

/** Removes edges. */
export function removeEdges(ids: ReadonlySet<string>): Command {
  return {
    name: "removeEdge",
    apply: (flow) => {
      const edges = flow.edges.filter((edge) => !ids.has(edge.id));
      return edges.length === flow.edges.length ? flow : { ...flow, edges };
    },
  };
}

/** Returns a flow in which a port leads to a node; a port has one edge at most. */
export function lead(flow: Flow, source: string, port: string, target: string): Flow {
  const before = flow.edges.find((it) => it.source === source && it.sourceHandle === port);
  if (before?.target === target) {
    return flow;
  }
  const others = flow.edges.filter((edge) => edge.source !== source || edge.sourceHandle !== port);
  const taken = new Set(others.map((edge) => edge.id));
  let number = others.length + 1;
  while (taken.has(`e${number}`)) {
    number++;
  }
  return {
    ...flow,
    edges: [...others, { id: `e${number}`, source, sourceHandle: port, target }],
  };
}
