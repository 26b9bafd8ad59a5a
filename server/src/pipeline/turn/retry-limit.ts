import { LRUCache } from "lru-cache";

const firstPauseMs = 2_000;
const longestPauseMs = 600_000;

/** Keeps what failed as a whole from being tried again at once: the pauses double, from seconds to minutes. */
export class RetryLimit {
  readonly #now: () => number;
  readonly #failures = new LRUCache<string, { readonly count: number; readonly until: number }>({
    max: 10_000,
  });

  constructor(now: () => number) {
    this.#now = now;
  }

  tooSoon(key: string): boolean {
    return (this.#failures.get(key)?.until ?? 0) > this.#now();
  }

  failed(key: string): void {
    const count = (this.#failures.get(key)?.count ?? 0) + 1;
    const pause = Math.min(firstPauseMs * 2 ** (count - 1), longestPauseMs);
    this.#failures.set(key, { count, until: this.#now() + pause });
  }

  succeeded(key: string): void {
    this.#failures.delete(key);
  }
}
