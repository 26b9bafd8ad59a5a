import { type RefObject, useEffect } from "react";

/**
 * Tells menus and popovers that the canvas was pressed. They close on a `mousedown` that reaches the
 * document, but React Flow keeps the event of each press on a node, an edge or the empty canvas.
 */
export function useClickOutside(canvas: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const announce = () =>
      document.documentElement.dispatchEvent(new MouseEvent("mousedown", { bubbles: true }));
    const element = canvas.current;
    element?.addEventListener("pointerdown", announce, { capture: true });
    return () => element?.removeEventListener("pointerdown", announce, { capture: true });
  }, [canvas]);
}
