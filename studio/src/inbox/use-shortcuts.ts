import { useEffect, useRef } from "react";

/** Keys and what they do; undefined where one does nothing now. A key is `KeyboardEvent.key`; letters are small. */
export type Shortcuts = Readonly<Record<string, (() => void) | undefined>>;

/** Acts on single keys while nobody types and no dialog or menu is open. Keys with Ctrl, Alt or Cmd are left to the browser. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const act = latest.current[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) {
        return;
      }
      if (isBusy(event.target)) {
        return;
      }
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
}

const typing = "input, textarea, select, [contenteditable=true]";
const covering = "[role=dialog], [role=menu], [role=listbox]";

function isBusy(target: EventTarget | null): boolean {
  return (
    (target instanceof Element && target.closest(`${typing}, ${covering}`) !== null) ||
    document.querySelector("[role=dialog], [role=menu]") !== null
  );
}
