/** How many conversations one process works on at a moment; those that await an answer do not count. */
const mostAtOnce = 64;

/**
 * Bounds the work at one moment. In a rush, each step would otherwise wait for thousands of others at the store: leases and deadlines
 * would end before the work that they cover, and all of it would be done again.
 */
export class WorkSlots {
  readonly #most: number;
  /** In the order in which they came. */
  readonly #begun = new Set<() => void>();
  readonly #new = new Set<() => void>();
  #used = 0;

  constructor(most = mostAtOnce) {
    this.#most = most;
  }

  /**
   * Takes a slot; whoever got one calls `leave` once. Work that has `begun`, so that others wait for it, gets the next slot before new
   * work. Returns undefined if a slot was free.
   */
  enter(begun: boolean): Promise<void> | undefined {
    if (this.#used < this.#most) {
      this.#used += 1;
      return undefined;
    }
    return new Promise((resolve) => (begun ? this.#begun : this.#new).add(resolve));
  }

  /** Does work in a slot, as soon as there is one. `begun` as for `enter`. */
  async inside<T>(begun: boolean, work: () => Promise<T>): Promise<T> {
    await this.enter(begun);
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  /** Waits for something other than the store, such as a platform's answer, without the slot that the caller has. */
  async outside<T>(wait: () => Promise<T>): Promise<T> {
    this.leave();
    try {
      return await wait();
    } finally {
      await this.enter(true);
    }
  }

  leave(): void {
    const waiting = this.#begun.size > 0 ? this.#begun : this.#new;
    for (const next of waiting) {
      waiting.delete(next);
      next();
      return;
    }
    this.#used -= 1;
  }
}
