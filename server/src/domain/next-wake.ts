import { botMayAct, runningTimers } from "@chatloom/runtime";
import type { ConversationDoc } from "./conversation-doc.ts";
import { nextMoment } from "./receive-moments.ts";

/** The parts of a conversation that other work already looks after. */
interface Watched {
  readonly outbox?: boolean;
  readonly calls?: boolean;
  readonly forwards?: boolean;
}

/**
 * When somebody must look at a conversation that nobody holds, though nothing arrives; undefined: never. What is `watched` by somebody
 * does not count.
 */
export function nextWake(conversation: ConversationDoc, watched: Watched = {}): number | undefined {
  const { outbox, forwards, calls, held, timers } = conversation;
  const [head] = outbox;
  let next = head && !watched.outbox ? head.nextAt : Number.POSITIVE_INFINITY;
  const [forward] = forwards ?? [];
  if (forward && !watched.forwards) {
    next = Math.min(next, forward.nextAt);
  }
  if (timers.length > 0) {
    for (const timer of runningTimers(conversation)) {
      next = Math.min(next, timer.at);
    }
  }
  next = Math.min(next, nextMoment(conversation) ?? next);
  const asked = held.length > 0 || (calls.length > 0 && !watched.calls);
  if (asked && botMayAct(conversation)) {
    next = Math.min(next, 0);
  }
  return next === Number.POSITIVE_INFINITY ? undefined : next;
}
