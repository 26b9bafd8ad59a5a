import type { Flow } from "@chatloom/flows-schema";
import type { Command } from "../state/command.ts";

/** Leads a port to a node, instead of where it led before. */
export function connect(source: string, port: string, target: string): Command {
  return { name: "connect", apply: (flow) => lead(flow, source, port, target) };
}

/** Moves the end of an edge to another port or node. */
export function reconnect(edgeId: string, source: string, port: string, target: string): Command {
  return {
    name: "connect",
    apply: (flow) =>
      lead(
        { ...flow, edges: flow.edges.filter((edge) => edge.id !== edgeId) },
        source,
        port,
        target,
      ),
  };
}

/** Cuts edges. */
export function removeEdges(ids: ReadonlySet<string>): Command {
  return {
    name: "removeEdge",
    apply: (flow) => ({ ...flow, edges: flow.edges.filter((edge) => !ids.has(edge.id)) }),
  };
}

/** A flow in which a port leads to a node; a port has one edge at most. */
export function lead(flow: Flow, source: string, port: string, target: string): Flow {
  const others = flow.edges.filter((edge) => edge.source !== source || edge.sourceHandle !== port);
  const taken = new Set(others.map((edge) => edge.id));
  let number = others.length + 1;
  while (taken.has(`e${number}`)) number++;
  return {
    ...flow,
    edges: [...others, { id: `e${number}`, source, sourceHandle: port, target }],
  };
}
