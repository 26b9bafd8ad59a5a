import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { changed } from "../../domain/conversation-shape.ts";
import { isStoreAway } from "../../store/is-store-away.ts";
import type { PipelineServices } from "../pipeline-services.ts";
import { adoptLeftovers } from "./adopt-leftovers.ts";
import { type Calls, createCalls } from "./calls.ts";
import { ConversationLease, LeasedElsewhere, leaseMs } from "./conversation-lease.ts";
import { FailureCount } from "./failure-count.ts";
import { flush } from "./flush.ts";
import { createForwarding, type Forwarding } from "./forwarding.ts";
import { giveUp } from "./give-up.ts";
import { leavePausedChannel } from "./leave-paused-channel.ts";
import { flushAfterMs, type Step, type WorkView, wakeAtRest } from "./next-step.ts";
import { processInputs } from "./process-inputs.ts";
import { createSending, type Sending } from "./sending.ts";
import type { Signal } from "./signal.ts";

const elsewhereMs = 150;

/** The work on one conversation: what is known of it, and how each step is done. */
export class ConversationWork {
  readonly #services: PipelineServices;
  readonly #signal: Signal;
  readonly #lease: ConversationLease;
  readonly #calls: Calls;
  readonly #sending: Sending;
  readonly #forwarding: Forwarding;
  readonly #failures = new FailureCount();
  #adopted = false;
  #moreInput = true;
  #fallbackSought = false;
  #newest: number;
  #decidedAt: number;

  constructor(services: PipelineServices, conversation: ConversationDoc, signal: Signal) {
    const { now } = services.context;
    this.#services = services;
    this.#signal = signal;
    this.#newest = conversation.version;
    this.#decidedAt = now();
    this.#lease = new ConversationLease(conversation, {
      store: services.conversations,
      owner: services.owner,
      now,
      onWritten: services.onChanged,
    });
    this.#calls = createCalls(services, this.#lease, signal.raise);
    this.#sending = createSending(services, this.#lease, signal.raise);
    this.#forwarding = createForwarding(services, this.#lease, signal.raise);
  }

  get state(): ConversationDoc {
    return this.#lease.state;
  }

  /** Events may wait, and this version is known to be stored. */
  expect(version: number): void {
    this.#moreInput = true;
    this.#fallbackSought = false;
    this.#newest = Math.max(this.#newest, version);
    this.#signal.raise();
  }

  /** Collects the facts that decide the next step. */
  view(paused: boolean): WorkView {
    const { closing, leaving, processes, context } = this.#services;
    const { state, dirty } = this.#lease;
    const now = context.now();
    const [head] = state.outbox;
    const sending = this.#sending;
    return {
      state,
      now,
      adopted: this.#adopted,
      outdated: this.#newest > state.version,
      moreInput: this.#moreInput,
      paused,
      fallbackSought: this.#fallbackSought,
      calls: {
        toStart: this.#calls.toStart(),
        underWay: this.#calls.underWay(),
        answered: this.#calls.answered(),
      },
      send: progressOf(sending),
      forward: progressOf(this.#forwarding),
      forwardGranted: this.#forwarding.granted(),
      granted: head !== undefined && this.#granted(head.id),
      flushOverdue: now - this.#decidedAt > flushAfterMs,
      shared: processes() > 1,
      phase: leaving() ? "leaving" : closing() ? "closing" : "running",
      leaseTimeLeft: this.#lease.timeLeft,
      dirty,
    };
  }

  /** Does one step. */
  async perform(step: Exclude<Step, { do: "rest" }>, paused: boolean): Promise<void> {
    const lease = this.#lease;
    switch (step.do) {
      case "adopt":
        await adoptLeftovers(this.#services, lease, {
          send: this.#sending.underWay(),
          forward: this.#forwarding.underWay(),
        });
        this.#adopted = true;
        break;
      case "refresh":
        await lease.refresh();
        break;
      case "settle":
        await this.#sending.settle();
        break;
      case "receive":
        await this.#receive();
        break;
      case "call":
        await this.#calls.start();
        break;
      case "send":
        await this.#sending.begin();
        break;
      case "leavePaused":
        this.#fallbackSought = true;
        await leavePausedChannel(this.#services, lease);
        break;
      case "forward":
        await this.#forwarding.begin();
        break;
      case "settleForward":
        await this.#forwarding.settle();
        // Events of a case that was opened may have waited for its id.
        this.#moreInput = true;
        break;
      case "flush":
        await flush(this.#services, lease);
        break;
      case "wait":
        return this.#wait(step.ms);
      case "release":
        await this.#release(paused);
        break;
    }
    this.#failures.succeeded(step.do);
  }

  /** Decides what becomes of the work after a step failed; false if it ends here. Throws what cannot be helped. */
  async recover(step: Step, error: unknown): Promise<boolean> {
    const { context, closing } = this.#services;
    if (error instanceof LeasedElsewhere || isStoreAway(error)) {
      if (closing()) {
        return false;
      }
      const until = error instanceof LeasedElsewhere ? error.until - context.now() : elsewhereMs;
      await this.#signal.wait(Math.max(1, Math.min(until, elsewhereMs)));
      return this.#reload();
    }
    const pause = this.#failures.failed(step.do, error);
    const { _id: conversationId } = this.state;
    context.log.error({ err: error, conversationId, step: step.do }, "failed to do a step of work");
    if (closing()) {
      return false;
    }
    if (pause === undefined) {
      await giveUp(this.#services, this.#lease, this.#calls, step.do, error);
      this.#failures.succeeded(step.do);
    } else {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    this.#moreInput = true;
    return this.#lease.timeLeft > leaseMs / 2 ? true : this.#reload();
  }

  #granted(entryId: string): boolean {
    const { pace } = this.#services;
    const { state } = this.#lease;
    // The process in whose queue it was may be gone.
    const lost = state.queuedSince !== undefined && !pace.waits(state, entryId);
    return lost || pace.granted(state, entryId);
  }

  async #receive(): Promise<void> {
    this.#moreInput = false;
    const alone = this.#failures.count("receive") > 0;
    const processed = await processInputs(this.#services, this.#lease, this.#calls, { alone });
    // More inputs may wait than fit in one write.
    if (processed === "some") {
      this.#moreInput = true;
    }
    if (processed !== "nothing") {
      this.#decidedAt = this.#services.context.now();
    }
  }

  async #wait(ms: number): Promise<void> {
    await this.#signal.wait(ms);
    const answered =
      this.#calls.answered() || this.#sending.answered() || this.#forwarding.answered();
    if (this.#services.processes() > 1 && !answered) {
      // Nobody tells this process what others store and write.
      await this.#lease.refresh();
      this.#moreInput = true;
    }
    if (this.#lease.timeLeft < leaseMs / 2) {
      await this.#lease.write();
    }
  }

  async #release(paused: boolean): Promise<void> {
    const { context, pace } = this.#services;
    const now = context.now();
    await this.#lease.write((state) => {
      const [head] = state.outbox;
      const wakeAt = wakeAtRest(state, now, paused);
      const queued = paused
        ? wakeAt !== undefined
        : head !== undefined && pace.waits(state, head.id);
      const queuedSince = queued ? (state.queuedSince ?? now) : undefined;
      return changed(this.#calls.leave(state), { wakeAt, queuedSince });
    }, "release");
  }

  /** Whether a write that failed was made shows only when the store is back. */
  async #reload(): Promise<boolean> {
    for (;;) {
      try {
        await this.#lease.reload();
        this.#moreInput = true;
        this.#adopted = false;
        return true;
      } catch (error) {
        if (!isStoreAway(error)) {
          throw error;
        }
        if (this.#services.closing()) {
          return false;
        }
        await this.#signal.wait(elsewhereMs);
      }
    }
  }
}

function progressOf(lane: Pick<Sending, "answered" | "underWay">): WorkView["send"] {
  if (lane.answered()) {
    return "answered";
  }
  return lane.underWay() === undefined ? "none" : "underWay";
}
