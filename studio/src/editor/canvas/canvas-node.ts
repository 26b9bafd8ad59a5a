import type { Flow, FlowNode, NodeTypeId } from "@chatloom/flows-schema";
import { type Edge, MarkerType, type Node } from "@xyflow/react";

/** A node as React Flow draws it: ours, plus what only the screen knows (selected, measured, being dragged). */
export type CanvasNode = Node<Record<string, unknown>, NodeTypeId>;

/** Follows the flow and keeps what only the screen knows. Nodes that did not change stay the same objects, so that their cards are not drawn again. */
export function followNodes(
  before: readonly CanvasNode[],
  nodes: readonly FlowNode[],
  selected: ReadonlySet<string>,
  nameOf: (node: FlowNode) => string,
): CanvasNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  return nodes.map((node) => {
    const old = known.get(node.id);
    const isSelected = selected.has(node.id);
    if (
      old &&
      old.data === node.data &&
      old.type === node.type &&
      old.selected === isSelected &&
      (old.dragging === true ||
        (old.position.x === node.position.x && old.position.y === node.position.y))
    )
      return old;
    return {
      ...old,
      id: node.id,
      type: node.type,
      position: old?.dragging === true ? old.position : node.position,
      data: node.data,
      selected: isSelected,
      ariaLabel: nameOf(node),
    };
  });
}

/** The flow's edges as React Flow draws them. */
export function canvasEdges(edges: Flow["edges"], selected: ReadonlySet<string>): Edge[] {
  return edges.map((edge) => ({
    ...edge,
    type: "flow",
    selected: selected.has(edge.id),
    markerEnd: { type: MarkerType.ArrowClosed, color: "var(--cl-edge)", width: 16, height: 16 },
  }));
}
