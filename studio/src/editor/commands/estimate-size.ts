import { type FlowNode, nodeTypeOf, portsOf } from "@chatloom/flows-schema";
import { cardWidth } from "./card-width.ts";

const lettersPerLine = 27;
const lineHeight = 19;
const longestText = 8;
const sizes = new WeakMap<FlowNode["data"], { width: number; height: number }>();

/** Estimates a card's size in pixels from its text and ports, for cards that were not drawn yet. */
export function estimateSize(node: FlowNode): { width: number; height: number } {
  const known = sizes.get(node.data);
  if (known) {
    return known;
  }
  const summary = nodeTypeOf(node).summary(node.data);
  const lines = summary
    .split("\n")
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / lettersPerLine)), 0);
  const text = Math.min(lines, longestText) * lineHeight + 30;
  const size = { width: cardWidth, height: 46 + text + portsOf(node).length * 26 };
  sizes.set(node.data, size);
  return size;
}
