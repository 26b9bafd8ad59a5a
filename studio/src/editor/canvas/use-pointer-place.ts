import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useCallback, useEffect, useRef } from "react";
import { visibleArea } from "./visible-area.ts";

/** Says where on the canvas something new goes: to the pointer, or to the middle of the view while the pointer is elsewhere. */
export function usePointerPlace(): () => { x: number; y: number } {
  const { screenToFlowPosition } = useReactFlow();
  const store = useStoreApi();
  const pointer = useRef<{ x: number; y: number }>(undefined);
  useEffect(() => {
    function follow(event: PointerEvent) {
      const over =
        event.target instanceof Element && store.getState().domNode?.contains(event.target);
      pointer.current = over ? { x: event.clientX, y: event.clientY } : undefined;
    }
    window.addEventListener("pointermove", follow, { passive: true });
    return () => window.removeEventListener("pointermove", follow);
  }, [store]);
  return useCallback(() => {
    const { domNode } = store.getState();
    const box = domNode?.getBoundingClientRect() ?? new DOMRect();
    const { width, height } = visibleArea(domNode);
    return screenToFlowPosition(pointer.current ?? { x: box.x + width / 2, y: box.y + height / 2 });
  }, [screenToFlowPosition, store]);
}
