import type { OpeningRules } from "@chatloom/api-schema";

/** Below this width the chat covers the page, so it opens only when the visitor wants it. */
const narrow = "(max-width: 480px)";

/**
 * Calls `open` once, when the first rule is met: after some seconds, when the visitor scrolled far enough, or when the mouse leaves the
 * page. Returns the function that stops watching.
 */
export function openByRule(rules: OpeningRules, open: () => void): () => void {
  const { afterSeconds, atScroll, onExit, onPages } = rules;
  const here = onPages.length === 0 || onPages.some((it) => location.href.includes(it));
  const byItself = afterSeconds ?? (onPages.length > 0 && !atScroll && !onExit ? 0 : undefined);
  if (!here || matchMedia(narrow).matches) {
    return () => {};
  }
  const watching = new AbortController();
  const { signal } = watching;
  const once = () => {
    watching.abort();
    open();
  };
  if (byItself !== undefined) {
    const timer = setTimeout(once, byItself * 1_000);
    signal.addEventListener("abort", () => clearTimeout(timer));
  }
  if (atScroll) {
    const look = () => scrolledPercent() >= atScroll && once();
    addEventListener("scroll", look, { passive: true, signal });
  }
  if (onExit) {
    const left = ({ clientY, relatedTarget }: MouseEvent) =>
      clientY <= 0 && relatedTarget === null && once();
    document.addEventListener("mouseout", left, { signal });
  }
  return () => watching.abort();
}

function scrolledPercent(): number {
  const { scrollHeight, clientHeight } = document.documentElement;
  const way = scrollHeight - clientHeight;
  return way <= 0 ? 0 : (scrollY / way) * 100;
}
