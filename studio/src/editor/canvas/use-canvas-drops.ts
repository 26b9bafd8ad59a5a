import { type NodeTypeId, nodeTypes } from "@chatloom/flows-schema";
import { useReactFlow } from "@xyflow/react";
import { type DragEvent, type MouseEvent as ReactMouseEvent, useMemo } from "react";
import { placeNode } from "../commands/add-node.ts";
import { cardWidth } from "../commands/card-width.ts";
import { openChooser } from "../state/chooser-store.ts";
import { useEditor } from "../state/editor-store.ts";
import { dragType } from "./node-chooser.tsx";

/** Adds a step at the pointer: one dragged from the palette, or the right mouse button on the empty canvas. */
export function useCanvasDrops() {
  const { screenToFlowPosition } = useReactFlow();
  return useMemo(
    () => ({
      onDragOver(event: DragEvent): void {
        if (!event.dataTransfer.types.includes(dragType)) {
          return;
        }
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
      },
      onDrop(event: DragEvent): void {
        const type = event.dataTransfer.getData(dragType);
        if (!Object.hasOwn(nodeTypes, type)) {
          return;
        }
        event.preventDefault();
        const { x, y } = screenToFlowPosition({ x: event.clientX, y: event.clientY });
        placeNode(type as NodeTypeId, { position: { x: x - cardWidth / 2, y: y - 20 } });
      },
      onPaneContextMenu(event: ReactMouseEvent | MouseEvent): void {
        event.preventDefault();
        if (useEditor.getState().readOnly) {
          return;
        }
        const at = { x: event.clientX, y: event.clientY };
        openChooser({ at, position: screenToFlowPosition(at) });
      },
    }),
    [screenToFlowPosition],
  );
}
