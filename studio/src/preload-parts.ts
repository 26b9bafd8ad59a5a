import type { Area } from "./ui/area.ts";

/** Loads the code of all pages while the browser is idle, so that they open without a connection too. Stops at the first failure. */
export async function preloadParts(areas: readonly Area[]): Promise<void> {
  const parts = areas.flatMap(({ routes, parts }) => [
    ...routes.flatMap(({ lazy }) => (typeof lazy === "function" ? [lazy] : [])),
    ...(parts ?? []),
  ]);
  try {
    for (const load of parts) {
      await idle();
      await load();
    }
  } catch {
    // The page shows the error when it is opened, and the next connection tries again.
  }
}

/** Waits until the browser has nothing to do. Safari does not say so. */
function idle(): Promise<unknown> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in window) {
      window.requestIdleCallback(resolve);
    } else {
      setTimeout(resolve, 500);
    }
  });
}
