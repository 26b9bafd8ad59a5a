import type { Span } from "../../context/tracer.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { changed } from "../../domain/conversation-shape.ts";
import type { ConversationStore } from "../../records/conversation-store.ts";
import { refuseUnstorable } from "./refuse-unstorable.ts";

/** How long a process may go on with a conversation without saying so again. Longer than any single send may take. */
export const leaseMs = 12_000;

/** Another process carries things out for this conversation. */
export class LeasedElsewhere extends Error {
  readonly until: number;

  constructor(until: number) {
    super("Another process has this conversation");
    this.until = until;
  }
}

/** A change of a conversation; called again with the newest state when another write came between. */
export type Change = (conversation: ConversationDoc) => ConversationDoc;

/**
 * A conversation in this process's hands: what is stored, and what was learnt since. Every write is guarded by the version and
 * takes or renews the lease, so a process that was thought dead cannot write.
 */
export class ConversationLease {
  readonly #store: ConversationStore;
  readonly #owner: string;
  readonly #now: () => number;
  readonly #onWritten: (before: ConversationDoc, after: ConversationDoc) => void;
  #stored: ConversationDoc;
  #state: ConversationDoc;
  #unwritten: Change[] = [];

  constructor(
    conversation: ConversationDoc,
    turnContext: {
      readonly store: ConversationStore;
      readonly owner: string;
      readonly now: () => number;
      /** Hears of every change that was written. */
      readonly onWritten: (before: ConversationDoc, after: ConversationDoc) => void;
    },
  ) {
    this.#stored = conversation;
    this.#state = conversation;
    this.#store = turnContext.store;
    this.#owner = turnContext.owner;
    this.#now = turnContext.now;
    this.#onWritten = turnContext.onWritten;
  }

  get state(): ConversationDoc {
    return this.#state;
  }

  /** Whether something was learnt that is not stored yet. */
  get dirty(): boolean {
    return this.#unwritten.length > 0;
  }

  /** How long the lease still lasts. */
  get timeLeft(): number {
    const { lease } = this.#stored;
    return lease?.owner === this.#owner ? lease.until - this.#now() : 0;
  }

  /** Remembers a change for the next write. */
  amend(change: Change): void {
    this.#state = change(this.#state);
    this.#unwritten.push(change);
  }

  /** Fetches the newest state, and learns again what is not stored yet. */
  async reload(): Promise<void> {
    const fresh = await this.#store.byId(this.#stored._id);
    if (!fresh) {
      throw new Error("The conversation is gone");
    }
    this.#stored = fresh;
    this.#state = this.#unwritten.reduce((state, change) => change(state), fresh);
  }

  /** Takes up what somebody else has written; throws `LeasedElsewhere` as `write` does. */
  async refresh(): Promise<void> {
    await this.reload();
    this.#refuseLeftovers();
  }

  /**
   * Writes everything learnt and, if given, one more change, in one guarded write. `change` is computed anew when the conversation
   * changed in between; throws `LeasedElsewhere` when another process has the lease, or had it and left something begun.
   * `storing` begins the span of each attempt.
   */
  async write(
    change: (conversation: ConversationDoc) => ConversationDoc | Promise<ConversationDoc> = same,
    lease: "keep" | "release" = "keep",
    storing?: () => Span,
  ): Promise<void> {
    for (;;) {
      this.refuseIfElsewhere();
      const before = this.#stored;
      const wanted = await change(this.#state);
      const until = this.#now() + leaseMs;
      const next: ConversationDoc =
        lease === "keep"
          ? changed(wanted, { lease: { owner: this.#owner, until }, wakeAt: until })
          : changed(wanted, { lease: undefined });
      refuseUnstorable(before, next);
      const span = storing?.();
      const written = await this.#replace(before, next, span);
      if (written) {
        this.#stored = written;
        this.#state = written;
        this.#unwritten = [];
        this.#onWritten(before, written);
        return;
      }
      await this.refresh();
    }
  }

  async #replace(
    before: ConversationDoc,
    next: ConversationDoc,
    span: Span | undefined,
  ): Promise<ConversationDoc | undefined> {
    let written: ConversationDoc | undefined;
    try {
      written = await this.#store.replace(before, next);
    } catch (error) {
      span?.end("store.failed");
      throw error;
    }
    span?.end(written ? undefined : "store.outdated");
    return written;
  }

  /** Refuses to continue until calls that another process began and left are judged. */
  #refuseLeftovers(): void {
    const { lease, outbox } = this.#stored;
    if (lease?.owner !== this.#owner && outbox.some((it) => it.state === "sending")) {
      throw new LeasedElsewhere(this.#now());
    }
  }

  /** Throws `LeasedElsewhere` while another process has the lease. */
  refuseIfElsewhere(): void {
    const { lease } = this.#stored;
    if (!lease || lease.owner === this.#owner) {
      return;
    }
    if (lease.until > this.#now()) {
      throw new LeasedElsewhere(lease.until);
    }
  }
}

function same(conversation: ConversationDoc): ConversationDoc {
  return conversation;
}
