import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { nextWake } from "../../domain/next-wake.ts";
import { leaseMs } from "./conversation-lease.ts";
import { hasPendingWrites } from "./flush-pending-writes.ts";

/** The next action on a conversation. */
export type Step =
  /** Judge the sends that another runner had begun. */
  | { readonly do: "adopt" }
  /** Read what another writer stored. */
  | { readonly do: "refresh" }
  /** Process events, answers, timers, held inputs. */
  | { readonly do: "receive" }
  /** Begin effects whose answers are awaited. */
  | { readonly do: "call" }
  /** Begin the first send of the outbox. */
  | { readonly do: "send" }
  /** Look whether another channel sends what a paused one holds back. */
  | { readonly do: "leavePaused" }
  /** Note the platform's answer to the send. */
  | { readonly do: "settle" }
  /** Begin the first entry for a helpdesk. */
  | { readonly do: "forward" }
  /** Note the helpdesk's answer. */
  | { readonly do: "settleForward" }
  /** Carry out pending writes. */
  | { readonly do: "flush" }
  /** Wait for a signal, at most so many milliseconds. */
  | { readonly do: "wait"; readonly ms: number }
  /** Give the lease back. */
  | { readonly do: "release" }
  /** Nothing is left to do. */
  | { readonly do: "rest" };

/** The facts that decide the next action. Moments are epoch milliseconds. */
export interface WorkView {
  readonly state: ConversationDoc;
  readonly now: number;
  /** Whether the sends of another runner have been judged. */
  readonly adopted: boolean;
  /** Whether a newer version is known to be stored. */
  readonly outdated: boolean;
  /** Whether events may wait that nobody looked at. */
  readonly moreInput: boolean;
  /** Whether the channel is paused: no turns, no sends. */
  readonly paused: boolean;
  /** Whether another channel was looked for that sends what is in the outbox of a paused one. */
  readonly fallbackSought: boolean;
  readonly calls: {
    readonly toStart: boolean;
    readonly underWay: boolean;
    readonly answered: boolean;
  };
  readonly send: "none" | "underWay" | "answered";
  /** How far the first entry for a helpdesk is. */
  readonly forward: "none" | "underWay" | "answered";
  /** Whether it waited for the helpdesk's rate and may begin now. */
  readonly forwardGranted: boolean;
  /** Whether the first send of the outbox waited for the channel's rate and may begin now, or waits in no queue of this process. */
  readonly granted: boolean;
  /** Whether pending writes have waited for long. */
  readonly flushOverdue: boolean;
  /** Whether other processes may write to the conversation. */
  readonly shared: boolean;
  /** `closing`: the server goes down, only answers are awaited. `leaving`: not even those. */
  readonly phase: "running" | "closing" | "leaving";
  readonly leaseTimeLeft: number;
  /** Whether something is known that is not stored. */
  readonly dirty: boolean;
}

/** How long pending writes may wait in the conversation while sends are under way. */
export const flushAfterMs = 1_000;
/** A wait this short keeps the lease; a longer one is left to the clock. */
const shortWaitMs = 3_000;
/** How often to look whether another process wrote something. */
const lookMs = 500;
const closingLookMs = 150;
/** How long a conversation of a paused channel rests, unless the channel goes on before. */
const pausedMs = 600_000;

/** Decides what to do next. Pure. */
export function nextStep(view: WorkView): Step {
  const { state, now, calls, send, paused } = view;
  const [head] = state.outbox;
  if (!view.adopted) {
    return { do: "adopt" };
  }
  if (view.outdated) {
    return { do: "refresh" };
  }
  if (send === "answered") {
    return { do: "settle" };
  }
  if (view.forward === "answered") {
    return { do: "settleForward" };
  }
  if (!paused && (view.moreInput || calls.answered || timersDue(state, now))) {
    return { do: "receive" };
  }
  if (!paused && calls.toStart) {
    return { do: "call" };
  }
  if (paused && head !== undefined && send === "none" && !view.fallbackSought) {
    return { do: "leavePaused" };
  }
  const pending = hasPendingWrites(state);
  if (mayForward(view)) {
    return { do: pending && view.flushOverdue ? "flush" : "forward" };
  }
  const mayBegin = head !== undefined && (head.nextAt <= now || view.granted);
  if (mayBegin && send === "none" && !paused) {
    return { do: pending && view.flushOverdue ? "flush" : "send" };
  }
  if (pending && (view.flushOverdue || send === "none")) {
    return { do: "flush" };
  }
  const ms = waitFor(view);
  if (ms !== undefined) {
    return { do: "wait", ms };
  }
  if (view.leaseTimeLeft > 0 || view.dirty || wakeIsWrong(view)) {
    return { do: "release" };
  }
  return { do: "rest" };
}

function mayForward({ state, now, forward, forwardGranted, paused }: WorkView): boolean {
  const [next] = state.forwards ?? [];
  const due = next !== undefined && (next.nextAt <= now || forwardGranted);
  return due && forward === "none" && !paused;
}

/** When somebody must look at the conversation once it is released; undefined: never. */
export function wakeAtRest(
  state: ConversationDoc,
  now: number,
  paused: boolean,
): number | undefined {
  const next = nextWake(state);
  return paused && next !== undefined ? Math.max(next, now + pausedMs) : next;
}

/** How long to wait for what is under way or comes soon; undefined where nothing does. */
function waitFor(view: WorkView): number | undefined {
  const { state, now, calls, send, forward, shared, phase, paused } = view;
  const underWay = calls.underWay || send === "underWay" || forward === "underWay";
  if (phase === "leaving" || (phase === "closing" && !underWay)) {
    return undefined;
  }
  const next = paused
    ? undefined
    : nextWake(state, {
        calls: calls.underWay,
        outbox: send === "underWay",
        forwards: forward === "underWay",
      });
  const soon = next === undefined ? Number.POSITIVE_INFINITY : Math.max(1, next - now);
  const wait = ((): number | undefined => {
    if (send === "underWay" || forward === "underWay") {
      return Math.min(soon, hasPendingWrites(state) ? flushAfterMs : leaseMs / 3);
    }
    if (calls.underWay) {
      return Math.min(soon, shared ? lookMs : leaseMs / 3);
    }
    const waits = state.outbox.length > 0 || (state.forwards ?? []).length > 0;
    return waits && soon <= shortWaitMs ? soon : undefined;
  })();
  return wait === undefined || phase === "running" ? wait : Math.min(wait, closingLookMs);
}

function timersDue(state: ConversationDoc, now: number): boolean {
  const next = nextWake(state, { outbox: true, calls: true, forwards: true });
  return next !== undefined && next <= now;
}

/** A member's write leaves it to the runner to say when to look again. */
function wakeIsWrong({ state, now, paused }: WorkView): boolean {
  if (!paused) {
    return state.wakeAt !== nextWake(state);
  }
  const { wakeAt } = state;
  return nextWake(state) === undefined
    ? wakeAt !== undefined
    : wakeAt === undefined || wakeAt <= now;
}
