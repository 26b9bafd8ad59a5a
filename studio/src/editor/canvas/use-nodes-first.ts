import { type RefObject, useEffect, useLayoutEffect } from "react";
import { useEditor } from "../state/editor-store.ts";
import { useReveal } from "./use-viewport.ts";

/**
 * Lets Tab go through the steps in their order and then through the edges. React Flow puts the edges first,
 * and it draws only steps in view: Tab on the last of them brings the next one into view.
 */
export function useNodesFirst(canvas: RefObject<HTMLElement | null>): void {
  const reveal = useReveal();
  useLayoutEffect(() => {
    const nodes = canvas.current?.querySelector(".react-flow__nodes");
    const edges = canvas.current?.querySelector(".react-flow__edges");
    if (nodes && edges) {
      edges.before(nodes);
    }
  }, [canvas]);

  useEffect(() => {
    const element = canvas.current;
    function onKey(event: KeyboardEvent) {
      if (event.key !== "Tab" || !(event.target instanceof HTMLElement)) {
        return;
      }
      if (!event.target.classList.contains("react-flow__node")) {
        return;
      }
      const { nodes: all, frames } = useEditor.getState().flow;
      const folded = new Set((frames ?? []).flatMap((it) => (it.collapsed ? it.steps : [])));
      const nodes = folded.size > 0 ? all.filter((node) => !folded.has(node.id)) : all;
      const at = nodes.findIndex((node) => node.id === (event.target as HTMLElement).dataset.id);
      const next = nodes[at + (event.shiftKey ? -1 : 1)];
      // The browser moves the focus inside a card, and beyond the first and the last step.
      if (at < 0 || !next || (!event.shiftKey && event.target.querySelector('[tabindex="0"]'))) {
        return;
      }
      event.preventDefault();
      reveal(next.id);
      focusWhenDrawn(element, next.id);
    }
    element?.addEventListener("keydown", onKey);
    return () => element?.removeEventListener("keydown", onKey);
  }, [canvas, reveal]);
}

const frames = 30;

function focusWhenDrawn(canvas: HTMLElement | null, nodeId: string, left = frames): void {
  const node = canvas?.querySelector<HTMLElement>(
    `.react-flow__node[data-id="${CSS.escape(nodeId)}"]`,
  );
  if (node) {
    node.focus({ preventScroll: true });
  } else if (left > 0) {
    requestAnimationFrame(() => focusWhenDrawn(canvas, nodeId, left - 1));
  }
}
