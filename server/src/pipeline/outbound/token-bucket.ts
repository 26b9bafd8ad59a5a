/** A documented limit: so many at once, then so many per second. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Counts sends against a rate. It starts full, and never lends: what is not there cannot be taken. */
export class TokenBucket {
  #tokens: number | undefined;
  #at = 0;

  /** Milliseconds until a token is there; 0 if one is there now. */
  wait({ perSecond, burst }: Rate, now: number): number {
    const most = Math.max(1, burst);
    const gained = (Math.max(0, now - this.#at) / 1_000) * perSecond;
    this.#tokens = Math.min(most, (this.#tokens ?? most) + gained);
    // A pause ends in the future.
    const pause = Math.max(0, this.#at - now);
    this.#at = Math.max(this.#at, now);
    // A thousandth is forgiven: parts of tokens do not add up exactly.
    if (this.#tokens >= 0.999 && pause === 0) {
      return 0;
    }
    return Math.ceil(pause + (Math.max(0, 1 - this.#tokens) / perSecond) * 1_000);
  }

  /** Takes a token if there is one. */
  tryTake(rate: Rate, now: number): boolean {
    if (this.wait(rate, now) > 0) {
      return false;
    }
    this.take();
    return true;
  }

  /** Takes a token that `wait` found there. */
  take(): void {
    this.#tokens = Math.max(0, (this.#tokens ?? 0) - 1);
  }

  /** Takes all tokens away, and gains none for so many milliseconds. */
  pause(ms: number, now: number): void {
    this.#tokens = 0;
    this.#at = Math.max(this.#at, now + ms);
  }

  /** Returns a token that was taken for nothing. */
  giveBack(): void {
    this.#tokens = (this.#tokens ?? 0) + 1;
  }
}
