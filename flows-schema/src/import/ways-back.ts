import { type FlowNode, nodeTypeOf, portsOf } from "../flow.ts";
import type { DraftGraph, Exit } from "./draft-graph.ts";

/** Finds the ways that close a circle on which a run would never wait. Without them there is no such circle. */
export function waysBack(nodes: readonly FlowNode[], graph: DraftGraph): readonly Exit[] {
  const found: Exit[] = [];
  const known = new Map(nodes.map((node) => [node.id, node]));
  const state = new Map<string, "open" | "closed">();
  for (const { id } of nodes) {
    const path: { readonly id: string; readonly exits: Exit[] }[] = [];
    enter(id);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const exit = top.exits.pop();
      const target = exit && graph.target(exit);
      if (exit === undefined) {
        state.set(top.id, "closed");
        path.pop();
      } else if (target !== undefined && state.get(target) === "open") {
        found.push(exit);
      } else if (target !== undefined) {
        enter(target);
      }
    }
    function enter(next: string): void {
      const node = known.get(next);
      if (node && !state.has(next) && !nodeTypeOf(node).waits(node.data)) {
        state.set(next, "open");
        path.push({ id: next, exits: exitsOf(node) });
      }
    }
  }
  return found;
}

function exitsOf(node: FlowNode): Exit[] {
  return portsOf(node)
    .filter((port) => !port.bounded)
    .map((port) => ({ node: node.id, port: port.id }))
    .reverse();
}
