import type { Verdict } from "../double.ts";

/** A good answer. */
export function ok(body: unknown, status = 200): Verdict {
  return { status, body };
}
