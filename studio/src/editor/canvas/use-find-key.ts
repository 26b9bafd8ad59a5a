import { useEffect } from "react";

/** Opens the search with Ctrl+F or Cmd+F: the browser's own finds only cards in view. */
export function useFindKey(open: () => void): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      const wanted = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f";
      if (!wanted || event.shiftKey || event.altKey) {
        return;
      }
      if (document.querySelector('[role="dialog"]')) {
        return;
      }
      event.preventDefault();
      open();
    }
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [open]);
}
