import type { LastTap } from "./conversation-doc.ts";
import type { WaitingInbound } from "./inbound-doc.ts";

/** Returns the tap of a postback, as the conversation keeps it. */
export function tapOf(
  { payload, at }: { readonly payload: string; readonly at: number },
  inbound: WaitingInbound,
): LastTap {
  return { payload, at, receivedAt: inbound.receivedAt };
}

/** Two taps on one button within a second are one. Platforms tell seconds only, so their clock may show one more. */
export function isDoubleTap(before: LastTap | undefined, tap: LastTap): boolean {
  if (before?.payload !== tap.payload) {
    return false;
  }
  const within = (a: number, b: number, ms: number) => Math.abs(a - b) <= ms;
  return within(before.at, tap.at, 2_000) && within(before.receivedAt, tap.receivedAt, 1_000);
}
