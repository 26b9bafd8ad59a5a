/** Counts events against a sustained rate with a burst, by the real clock. */
export function tokenBucket(perSecond: number, burst: number): () => number {
  let tokens = burst;
  let last = Date.now();
  /** 0 where the event is within the rate, else how many seconds to wait. */
  return () => {
    const now = Date.now();
    tokens = Math.min(burst, tokens + ((now - last) / 1_000) * perSecond);
    last = now;
    if (tokens < 1) {
      return (1 - tokens) / perSecond;
    }
    tokens -= 1;
    return 0;
  };
}
