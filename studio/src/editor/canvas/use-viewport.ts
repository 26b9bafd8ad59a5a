import { useNodesInitialized, useReactFlow, useStoreApi } from "@xyflow/react";
import { useCallback, useEffect, useRef } from "react";
import { cardWidth } from "../commands/free-place.ts";
import { useEditor } from "../state/editor-store.ts";
import { useMarks } from "../state/marks-store.ts";
import type { CanvasNode } from "./canvas-node.ts";

const readableZoom = 0.7;

/** Chooses what of the canvas is seen: at first the beginning, then whatever the simulated conversation has come to. */
export function useViewport(nodes: readonly CanvasNode[]): void {
  const measured = useNodesInitialized();
  const shown = useRef(false);
  const { fitView, getZoom, setViewport } = useReactFlow();
  const reveal = useReveal();
  const standsAt = useMarks((marks) => marks.standsAt);

  useEffect(() => {
    if (!measured || shown.current || nodes.length === 0) return;
    shown.current = true;
    // A small flow is shown whole; of a large one the beginning, large enough to read.
    void fitView({ maxZoom: 1, padding: 0.15 }).then(() => {
      if (getZoom() >= readableZoom) return;
      const left = Math.min(...nodes.map((node) => node.position.x));
      const column = nodes.filter((node) => node.position.x < left + cardWidth);
      const top = Math.min(...column.map((node) => node.position.y));
      void setViewport({
        x: 32 - left * readableZoom,
        y: 72 - top * readableZoom,
        zoom: readableZoom,
      });
    });
  }, [measured, nodes, fitView, getZoom, setViewport]);

  useEffect(() => {
    if (standsAt !== undefined) reveal(standsAt);
  }, [standsAt, reveal]);
}

/** Moves the canvas to a node that is not seen whole. */
export function useReveal(): (nodeId: string) => void {
  const { setCenter, getInternalNode } = useReactFlow();
  const store = useStoreApi();
  return useCallback(
    (nodeId) => {
      const node = useEditor.getState().flow.nodes.find((it) => it.id === nodeId);
      if (!node) return;
      const { width, height, transform } = store.getState();
      const [left, top, zoom] = transform;
      const { x, y } = node.position;
      const tall = getInternalNode(nodeId)?.measured.height ?? 160;
      const at = { x: x * zoom + left, y: y * zoom + top };
      const size = { x: cardWidth * zoom, y: tall * zoom };
      const seen = at.x >= 0 && at.y >= 0 && at.x + size.x <= width && at.y + size.y <= height;
      if (!seen) void setCenter(x + cardWidth / 2, y + tall / 2, { zoom, duration: 350 });
    },
    [setCenter, getInternalNode, store],
  );
}
