import { useEffect } from "react";

/** Opens the search for a step with Ctrl+F or Cmd+F: the browser's own finds only cards in view. */
export function useFindKey(open: (searching: boolean) => void): void {
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
      open(true);
    }
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [open]);
}
