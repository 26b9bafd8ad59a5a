import { timingSafeEqual } from "node:crypto";

/** Whether a secret someone sent is the expected one, in constant time. An empty expectation matches nothing. */
export function sameSecret(given: unknown, expected: string): boolean {
  if (typeof given !== "string" || expected === "") {
    return false;
  }
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  // timingSafeEqual throws on different lengths.
  return a.length === b.length && timingSafeEqual(a, b);
}
