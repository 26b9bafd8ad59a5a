/** A documented limit: so many at once, then so many per second. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Keeps to a rate: each call reserves one place and learns how long to wait for it. */
export interface TokenBucket {
  readonly reserve: (rate: Rate, now: number) => number;
}

/** A bucket that starts full. Reserving more than it holds borrows from the time to come. */
export function createTokenBucket(): TokenBucket {
  let level: number | undefined;
  let at = 0;
  return {
    reserve({ perSecond, burst }, now) {
      const most = Math.max(1, burst);
      const filled = (level ?? most) + ((now - at) / 1_000) * perSecond;
      level = Math.min(most, filled) - 1;
      at = now;
      return level >= 0 ? 0 : Math.ceil((-level / perSecond) * 1_000);
    },
  };
}
