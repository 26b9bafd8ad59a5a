import type { Response } from "express";

/** Returns a signal that ends a call when nobody waits for its answer any more. */
export function untilGone(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  return gone.signal;
}
