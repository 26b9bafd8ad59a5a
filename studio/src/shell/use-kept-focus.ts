import { useEffect } from "react";

/** Dialogs that close give the focus back by themselves, and new forms take it. They come first. */
const patienceMs = 200;

/**
 * Keeps the keyboard's place: when the focused element is removed, by a navigation or a deletion, the focus moves to the open dialog,
 * to the element marked `data-focus-home`, or to the page. Otherwise the next Tab would begin at the top of the window.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let last: Element | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isLost = () =>
      last !== undefined && !last.isConnected && document.activeElement === document.body;

    const observer = new MutationObserver(() => {
      if (!isLost() || timer !== undefined) {
        return;
      }
      timer = setTimeout(() => {
        timer = undefined;
        if (isLost()) {
          focusHome();
        }
      }, patienceMs);
    });
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener(
      "focusin",
      ({ target }) => {
        if (target instanceof Element) {
          last = target;
        }
      },
      { signal },
    );
    return () => {
      controller.abort();
      observer.disconnect();
      clearTimeout(timer);
    };
  }, []);
}

function focusHome(): void {
  const dialog = [...document.querySelectorAll<HTMLElement>("[role=dialog]")].at(-1);
  const controls = dialog?.querySelectorAll<HTMLElement>(
    ":is(a[href], button, input, textarea, select):not(:disabled)",
  );
  // The first control is the cross that closes the dialog.
  const home =
    controls?.[1] ??
    controls?.[0] ??
    document.querySelector<HTMLElement>("[data-focus-home]") ??
    document.getElementById("main");
  home?.focus({ preventScroll: true });
}
