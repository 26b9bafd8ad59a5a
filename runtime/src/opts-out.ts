import { type FlowNode, nodeTypeOf } from "@chatloom/flows-schema";
import { behaviourOf } from "./nodes/behaviour-of.ts";

/** Tells whether a node leads to an opt-out before the flow waits. Then its keyword is a stop word. */
export function optsOut(
  from: FlowNode,
  nodes: ReadonlyMap<string, FlowNode>,
  edges: readonly { readonly source: string; readonly target: string }[],
): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let node = open.pop(); node; node = open.pop()) {
    if (seen.has(node.id)) {
      continue;
    }
    seen.add(node.id);
    if (behaviourOf(node).optsOut?.(node.data)) {
      return true;
    }
    if (nodeTypeOf(node).waits(node.data)) {
      continue;
    }
    for (const { source, target } of edges) {
      const next = source === node.id ? nodes.get(target) : undefined;
      if (next) {
        open.push(next);
      }
    }
  }
  return false;
}
