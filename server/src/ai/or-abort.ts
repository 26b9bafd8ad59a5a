/**
 * Waits for a call of an endpoint until `signal` fires, and rejects with its reason then. A body that stalls is not ended by the
 * client's own time limit.
 */
export async function orAbort<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let end = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    end = () => reject(signal.reason);
    signal.addEventListener("abort", end, { once: true });
    if (signal.aborted) {
      end();
    }
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", end);
    work.catch(() => undefined);
  }
}
