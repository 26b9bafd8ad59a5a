import type { Flow, FlowNode } from "@chatloom/flows-schema";

/** Node cards are this wide. */
export const cardWidth = 264;
const columnWidth = cardWidth + 96;
const rowHeight = 200;

/** Where a new node hides nothing: right of the node it follows, below what stands there. */
export function freePlace(flow: Flow, source?: FlowNode): FlowNode["position"] {
  const from = source ?? flow.nodes.at(-1);
  if (!from) return { x: 0, y: 0 };
  const x = from.position.x + columnWidth;
  let y = from.position.y;
  const taken = flow.nodes.filter((node) => Math.abs(node.position.x - x) < cardWidth);
  while (taken.some((node) => Math.abs(node.position.y - y) < rowHeight - 20)) y += rowHeight;
  return { x, y };
}
