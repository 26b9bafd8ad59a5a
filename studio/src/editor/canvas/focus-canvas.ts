import { useEditor } from "../state/editor-store.ts";

/** Moves the focus from a field to the canvas: to the selected step, or else to the canvas itself. */
export function focusCanvas(): void {
  const canvas = document.querySelector<HTMLElement>("[data-focus-home]");
  const [nodeId] = useEditor.getState().selectedNodes;
  const step =
    nodeId === undefined
      ? undefined
      : canvas?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(nodeId)}"]`);
  (step ?? canvas)?.focus({ preventScroll: true });
}
