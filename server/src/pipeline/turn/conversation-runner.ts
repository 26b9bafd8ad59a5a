import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { nextWake } from "../../domain/next-wake.ts";
import { isStoreAway } from "../../store/is-store-away.ts";
import type { PipelineServices } from "../pipeline-services.ts";
import { adoptLeftovers } from "./adopt-leftovers.ts";
import { type Calls, createCalls } from "./calls.ts";
import { ConversationLease, LeasedElsewhere, leaseMs } from "./conversation-lease.ts";
import { hasPendingWrites, withoutFlushed } from "./flush-pending-writes.ts";
import { processInputs } from "./process-inputs.ts";
import { createSending, type Sending } from "./sending.ts";
import { createSignal } from "./signal.ts";

/** Works on one conversation until nothing is left to do now. */
export interface ConversationRunner {
  /**
   * Something may have arrived for it, or somebody has written to it: then `version` is what is stored. False if it has come to rest
   * and will not look.
   */
  readonly wake: (version?: number) => boolean;
  /** Resolves when it has come to rest. */
  readonly finished: Promise<void>;
}

/** How long written work may wait in the conversation's document while sends are under way. */
const flushAfterMs = 1_000;
/** A pause this short is waited for; a longer one is left to the clock. */
const shortPauseMs = 3_000;
const elsewherePauseMs = 150;
/** How long a conversation lingers at most, and at least half of it: after a rush not all end at once. The lease must not run out. */
const lingerMs = leaseMs - 2_000;

/** Starts to work on a conversation. There is at most one runner for each in a process. */
export function runConversation(
  services: PipelineServices,
  conversation: ConversationDoc,
): ConversationRunner {
  const signal = createSignal();
  let moreInput = true;
  let newest = conversation.version;
  let resting = false;

  return {
    wake(version = 0) {
      if (resting) return false;
      moreInput = true;
      newest = Math.max(newest, version);
      signal.raise();
      return true;
    },
    finished: work().finally(() => {
      resting = true;
    }),
  };

  async function work(): Promise<void> {
    const { now } = services.context;
    const lease = new ConversationLease(conversation, {
      store: services.conversations,
      owner: services.owner,
      now,
      onWritten: services.onChanged,
    });
    const calls = createCalls(services, lease, signal.raise);
    const sending = createSending(services, lease, signal.raise);
    let decidedAt = now();
    let fresh = true;
    for (;;) {
      try {
        if (fresh) {
          await adoptLeftovers(services, lease, sending.underWay());
          fresh = false;
        }
        if (newest > lease.state.version) await lease.refresh();
        if (sending.answered()) await sending.settle();
        if (moreInput || calls.answered() || timersDue(lease.state, now())) {
          moreInput = false;
          // What waited is processed before anything else; asked for once unless more may be there.
          const processed = await processInputs(services, lease, calls);
          if (processed === "some") moreInput = true;
          if (processed !== "nothing") decidedAt = now();
        }
        await calls.start();
        const [head] = lease.state.outbox;
        const isLate = now() - decidedAt > flushAfterMs;
        if (head && head.nextAt <= now() && sending.underWay() === undefined) {
          if (hasPendingWrites(lease.state) && isLate) await flush(lease);
          await sending.begin(head);
          continue;
        }
        if (moreInput || calls.answered() || sending.answered()) continue;
        if (hasPendingWrites(lease.state) && (isLate || sending.underWay() === undefined)) {
          await flush(lease);
          continue;
        }
        const pause = pauseNeeded(lease, calls, sending);
        const underWay = calls.underWay() || sending.underWay() !== undefined;
        if (pause !== undefined && mayPause(underWay)) {
          await signal.wait(services.closing() ? Math.min(pause, elsewherePauseMs) : pause);
          const answered = calls.answered() || sending.answered();
          if (services.processes() > 1 && !answered) {
            // Others tell nobody here of what they store and write.
            await lease.refresh();
            moreInput = true;
          }
          if (lease.timeLeft < leaseMs / 2) await lease.write();
          continue;
        }
        if (lease.timeLeft > 0 || lease.dirty || wakeIsWrong(lease.state)) {
          const time = timeToLinger(lease);
          if (time > 0) {
            lease.slim();
            await services.lingering.wait(signal, time);
            if (moreInput || (!services.closing() && timersDue(lease.state, now()))) continue;
          }
          await lease.write(calls.leave, "release");
        }
        if (!moreInput && !calls.answered()) {
          resting = true;
          return;
        }
      } catch (error) {
        if (!(error instanceof LeasedElsewhere || isStoreAway(error))) throw error;
        if (services.closing()) return;
        const until = error instanceof LeasedElsewhere ? error.until - now() : elsewherePauseMs;
        await signal.wait(Math.max(1, Math.min(until, elsewherePauseMs)));
        await reload(lease);
        moreInput = true;
        fresh = true;
      }
    }
  }

  /** Whether a write that failed was made shows only when the store is back. */
  async function reload(lease: ConversationLease): Promise<void> {
    for (;;) {
      try {
        return await lease.reload();
      } catch (error) {
        if (!isStoreAway(error) || services.closing()) throw error;
        await signal.wait(elsewherePauseMs);
      }
    }
  }

  async function flush(lease: ConversationLease): Promise<void> {
    const { pendingWrites } = lease.state;
    await services.flushPendingWrites(lease.state);
    lease.amend(withoutFlushed(pendingWrites));
  }

  /** A server that goes down waits for answers only, and not for long. */
  function mayPause(underWay: boolean): boolean {
    return !services.closing() || (underWay && !services.leaving());
  }

  /** How long to keep a conversation that has nothing left to do now; 0 where its release must not wait. */
  function timeToLinger(lease: ConversationLease): number {
    const { outbox, calls } = lease.state;
    if (!services.lingering.allowed() || !lease.keepable) return 0;
    if (outbox.length > 0 || calls.length > 0) return 0;
    const next = nextWake(lease.state) ?? Number.POSITIVE_INFINITY;
    const held = leaseMs - lease.timeLeft;
    const time = lingerMs * (0.5 + Math.random() / 2) - held;
    return Math.max(0, Math.min(next - services.context.now(), time));
  }

  /** How long to wait for what is under way or comes soon; undefined where nothing does. */
  function pauseNeeded(
    lease: ConversationLease,
    calls: Calls,
    sending: Sending,
  ): number | undefined {
    const { now } = services.context;
    const { state } = lease;
    const sends = sending.underWay() !== undefined;
    // Whoever has something under way tells of its answer.
    const next = nextWake(state, { calls: calls.underWay(), outbox: sends });
    const soon = next === undefined ? Number.POSITIVE_INFINITY : Math.max(1, next - now());
    if (sends) return Math.min(soon, hasPendingWrites(state) ? flushAfterMs : leaseMs / 3);
    if (calls.underWay()) return Math.min(soon, services.processes() > 1 ? 500 : leaseMs / 3);
    return state.outbox.length > 0 && soon <= shortPauseMs ? soon : undefined;
  }
}

function timersDue(conversation: ConversationDoc, now: number): boolean {
  const next = nextWake(conversation, { outbox: true, calls: true });
  return next !== undefined && next <= now;
}

/** A member's write leaves it to us to say when to look again. */
function wakeIsWrong(conversation: ConversationDoc): boolean {
  return conversation.wakeAt !== nextWake(conversation);
}
