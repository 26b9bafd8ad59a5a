import { useReactFlow, useStore, useStoreApi } from "@xyflow/react";
import { useCallback, useEffect, useRef } from "react";
import { cardWidth } from "../commands/card-width.ts";
import { estimateSize } from "../commands/estimate-size.ts";
import { setFrame } from "../commands/marks.ts";
import { useEditor } from "../state/editor-store.ts";
import { useMarks } from "../state/marks-store.ts";
import { visibleArea } from "./visible-area.ts";

/** Moves the canvas to the current step of the simulated conversation, and to a selected step that a panel would hide. */
export function useViewport(): void {
  const reveal = useReveal();
  const standsAt = useMarks((marks) => marks.standsAt);

  useEffect(() => {
    if (standsAt !== undefined) {
      reveal(standsAt, "keepFolded");
    }
  }, [standsAt, reveal]);
  useKeepSelectedInView(reveal);
}

/** Moves the selected step out from below a panel that opened because of it. */
function useKeepSelectedInView(reveal: (nodeId: string) => void): void {
  const width = useStore((state) => state.width);
  const before = useRef(width);
  useEffect(() => {
    const shrank = width < before.current;
    before.current = width;
    const [nodeId, ...others] = useEditor.getState().selectedNodes;
    if (shrank && nodeId !== undefined && others.length === 0) {
      reveal(nodeId);
    }
  }, [width, reveal]);
}

/** Moves the canvas to a node that is not seen whole, and opens the frame that it is folded in. */
export function useReveal(): (nodeId: string, folded?: "keepFolded") => void {
  const { setViewport, getInternalNode } = useReactFlow();
  const store = useStoreApi();
  return useCallback(
    (nodeId, folded) => {
      const node = useEditor.getState().flow.nodes.find((it) => it.id === nodeId);
      if (!node) {
        return;
      }
      const { edit, flow } = useEditor.getState();
      const frame = flow.frames?.find((it) => it.collapsed && it.steps.includes(nodeId));
      if (frame && folded === undefined) {
        edit(setFrame(frame.id, { collapsed: false }));
      }
      const { domNode, transform } = store.getState();
      const area = visibleArea(domNode);
      const [left, top, zoom] = transform;
      const { x, y } = node.position;
      const tall = getInternalNode(nodeId)?.measured.height ?? estimateSize(node).height;
      const at = { x: x * zoom + left, y: y * zoom + top };
      const size = { x: cardWidth * zoom, y: tall * zoom };
      const seen =
        at.x >= 0 && at.y >= 0 && at.x + size.x <= area.width && at.y + size.y <= area.height;
      if (seen) {
        return;
      }
      // A card higher than the view is shown from its head on.
      const down = Math.max(24, (area.height - size.y) / 2);
      void setViewport(
        { x: (area.width - size.x) / 2 - x * zoom, y: down - y * zoom, zoom },
        { duration: 300 },
      );
    },
    [setViewport, getInternalNode, store],
  );
}
