import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { nextWake } from "../../domain/next-wake.ts";
import { isStoreAway } from "../../store/is-store-away.ts";
import { createSending, type Sending } from "../outbound/sending.ts";
import { adoptLeftovers } from "./adopt-leftovers.ts";
import { type Calls, createCalls } from "./carry-out-calls.ts";
import { ConversationHold, HeldElsewhere, leaseMs } from "./conversation-hold.ts";
import { clearDerived, hasDerived } from "./derive.ts";
import { hear } from "./hear.ts";
import { createSignal } from "./signal.ts";
import type { Workshop } from "./workshop.ts";

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
const deriveAfterMs = 1_000;
/** A pause this short is waited for; a longer one is left to the clock. */
const shortPauseMs = 3_000;
const elsewherePauseMs = 150;
/** How long a conversation lingers at most, and at least half of it: after a rush not all end at once. The lease must not run out. */
const lingerMs = leaseMs - 2_000;

/** Starts to work on a conversation. There is at most one runner for each in a process. */
export function runConversation(
  workshop: Workshop,
  conversation: ConversationDoc,
): ConversationRunner {
  const signal = createSignal();
  let news = true;
  let newest = conversation.version;
  let resting = false;

  return {
    wake(version = 0) {
      if (resting) return false;
      news = true;
      newest = Math.max(newest, version);
      signal.raise();
      return true;
    },
    finished: work().finally(() => {
      resting = true;
    }),
  };

  async function work(): Promise<void> {
    const { now } = workshop.context;
    const hold = new ConversationHold(conversation, {
      store: workshop.conversations,
      owner: workshop.owner,
      now,
      told: workshop.tell,
    });
    const calls = createCalls(workshop, hold, signal.raise);
    const sending = createSending(workshop, hold, signal.raise);
    let decidedAt = now();
    let fresh = true;
    for (;;) {
      try {
        if (fresh) {
          await adoptLeftovers(workshop, hold, sending.underWay());
          fresh = false;
        }
        if (newest > hold.state.version) await hold.refresh();
        if (sending.answered()) await sending.settle();
        if (news || calls.answered() || timersDue(hold.state, now())) {
          news = false;
          // What waited is heard before anything else; asked for once unless more may be there.
          const heard = await hear(workshop, hold, calls);
          if (heard === "some") news = true;
          if (heard !== "nothing") decidedAt = now();
        }
        await calls.start();
        const [head] = hold.state.outbox;
        const isLate = now() - decidedAt > deriveAfterMs;
        if (head && head.nextAt <= now() && sending.underWay() === undefined) {
          if (hasDerived(hold.state) && isLate) await derive(hold);
          await sending.begin(head);
          continue;
        }
        if (news || calls.answered() || sending.answered()) continue;
        if (hasDerived(hold.state) && (isLate || sending.underWay() === undefined)) {
          await derive(hold);
          continue;
        }
        const pause = pauseNeeded(hold, calls, sending);
        const underWay = calls.underWay() || sending.underWay() !== undefined;
        if (pause !== undefined && mayPause(underWay)) {
          await signal.wait(workshop.closing() ? Math.min(pause, elsewherePauseMs) : pause);
          const answered = calls.answered() || sending.answered();
          if (workshop.processes() > 1 && !answered) {
            // Others tell nobody here of what they store and write.
            await hold.refresh();
            news = true;
          }
          if (hold.leaseLeft < leaseMs / 2) await hold.write();
          continue;
        }
        if (hold.leaseLeft > 0 || hold.dirty || wakeIsWrong(hold.state)) {
          const time = timeToLinger(hold);
          if (time > 0) {
            hold.slim();
            await workshop.lingering.wait(signal, time);
            if (news || (!workshop.closing() && timersDue(hold.state, now()))) continue;
          }
          await hold.write(calls.leave, "release");
        }
        if (!news && !calls.answered()) {
          resting = true;
          return;
        }
      } catch (error) {
        if (!(error instanceof HeldElsewhere || isStoreAway(error))) throw error;
        if (workshop.closing()) return;
        const until = error instanceof HeldElsewhere ? error.until - now() : elsewherePauseMs;
        await signal.wait(Math.max(1, Math.min(until, elsewherePauseMs)));
        await reload(hold);
        news = true;
        fresh = true;
      }
    }
  }

  /** Whether a write that failed was made shows only when the store is back. */
  async function reload(hold: ConversationHold): Promise<void> {
    for (;;) {
      try {
        return await hold.reload();
      } catch (error) {
        if (!isStoreAway(error) || workshop.closing()) throw error;
        await signal.wait(elsewherePauseMs);
      }
    }
  }

  async function derive(hold: ConversationHold): Promise<void> {
    const { derived } = hold.state;
    await workshop.derive(hold.state);
    hold.amend(clearDerived(derived));
  }

  /** A server that goes down waits for answers only, and not for long. */
  function mayPause(underWay: boolean): boolean {
    return !workshop.closing() || (underWay && !workshop.leaving());
  }

  /** How long to keep a conversation that has nothing left to do now; 0 where its release must not wait. */
  function timeToLinger(hold: ConversationHold): number {
    const { outbox, calls } = hold.state;
    if (!workshop.lingering.allowed() || !hold.keepable) return 0;
    if (outbox.length > 0 || calls.length > 0) return 0;
    const next = nextWake(hold.state) ?? Number.POSITIVE_INFINITY;
    const held = leaseMs - hold.leaseLeft;
    const time = lingerMs * (0.5 + Math.random() / 2) - held;
    return Math.max(0, Math.min(next - workshop.context.now(), time));
  }

  /** How long to wait for what is under way or comes soon; undefined where nothing does. */
  function pauseNeeded(hold: ConversationHold, calls: Calls, sending: Sending): number | undefined {
    const { now } = workshop.context;
    const { state } = hold;
    const sends = sending.underWay() !== undefined;
    // Whoever has something under way tells of its answer.
    const next = nextWake(state, { calls: calls.underWay(), outbox: sends });
    const soon = next === undefined ? Number.POSITIVE_INFINITY : Math.max(1, next - now());
    if (sends) return Math.min(soon, hasDerived(state) ? deriveAfterMs : leaseMs / 3);
    if (calls.underWay()) return Math.min(soon, workshop.processes() > 1 ? 500 : leaseMs / 3);
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
