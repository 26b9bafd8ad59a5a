const second = 1_000;
const minute = 60 * second;
/** The delay after the exponential part. */
const patient = [1 * minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute];
const exponential = 6;

/** How often one message is tried before a person must look at it: about an hour in all. */
export const mostAttempts = exponential + patient.length;

/**
 * How long to wait after an attempt (counted from 1): 1 s doubling to 30 s, then minutes, each with up to a quarter more by
 * chance so that many do not return at once. What the platform asked for is honoured.
 */
export function retryDelay(attempt: number, askedMs: number | undefined, chance: number): number {
  const base =
    attempt <= exponential
      ? Math.min(second * 2 ** (attempt - 1), 30 * second)
      : (patient[attempt - exponential - 1] ?? 30 * minute);
  const waited = base * (1 + chance / 4);
  return Math.round(Math.max(waited, askedMs ?? 0));
}
