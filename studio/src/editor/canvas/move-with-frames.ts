import type { NodeChange } from "@xyflow/react";
import type { DrawnNode } from "./canvas-marks.ts";

/** Adds to the moves of frames those of their steps. */
export function moveWithFrames(
  changes: readonly NodeChange<DrawnNode>[],
  nodes: readonly DrawnNode[],
): NodeChange<DrawnNode>[] {
  const moves = changes.filter((it) => it.type === "position");
  const frames = moves.flatMap((change) => {
    const node = nodes.find((it) => it.id === change.id);
    return node?.type === "frame" ? [{ change, node }] : [];
  });
  if (frames.length === 0) {
    return [...changes];
  }
  const moved = new Set(moves.map((it) => it.id));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const carried = frames.flatMap(({ change, node }) => {
    const { position = node.position, dragging } = change;
    const by = { x: position.x - node.position.x, y: position.y - node.position.y };
    return node.data.frame.steps.flatMap((id): NodeChange<DrawnNode>[] => {
      const step = byId.get(id);
      if (!step || moved.has(id)) {
        return [];
      }
      moved.add(id);
      const to = { x: step.position.x + by.x, y: step.position.y + by.y };
      return [{ type: "position", id, position: to, dragging: dragging ?? false }];
    });
  });
  return [...changes, ...carried];
}
