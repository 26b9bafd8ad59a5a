import { afterPrefix, encodeKey } from "../keys/index.ts";

/** A range of encoded values of one field: from `low` up to, not including, `high`. */
export interface Interval {
  readonly low: Buffer;
  readonly high: Buffer;
  /** Set if it is known to hold one value only. */
  readonly point?: true;
}

/** Makes the interval of exactly one value. */
export function pointInterval(value: unknown): Interval {
  const low = encodeKey([value], [1]);
  return { low, high: afterPrefix(low)!, point: true };
}

/** Says whether an interval holds one value only. */
export function isPoint({ low, high, point }: Interval): boolean {
  if (point) {
    return true;
  }
  const next = afterPrefix(low);
  // The first byte is the type. The range of a whole type has the same form, but is no point.
  return low.length > 1 && next !== undefined && next.equals(high);
}

/** Sorts intervals and joins those that overlap. */
export function joinIntervals(intervals: readonly Interval[]): Interval[] {
  const sorted = [...intervals].sort((a, b) => Buffer.compare(a.low, b.low));
  const joined: Interval[] = [];
  for (const next of sorted) {
    const last = joined.at(-1);
    if (
      !last ||
      Buffer.compare(last.high, next.low) < 0 ||
      (last.high.equals(next.low) && (isPoint(last) || isPoint(next)))
    ) {
      joined.push(next);
    } else if (Buffer.compare(next.high, last.high) > 0) {
      joined[joined.length - 1] = { low: last.low, high: next.high };
    }
  }
  return joined;
}

/** Returns what two lists of intervals have in common. */
export function intersectIntervals(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const common: Interval[] = [];
  for (const one of a) {
    for (const other of b) {
      const low = Buffer.compare(one.low, other.low) > 0 ? one.low : other.low;
      const high = Buffer.compare(one.high, other.high) < 0 ? one.high : other.high;
      if (Buffer.compare(low, high) < 0) {
        common.push({ low, high });
      }
    }
  }
  return common;
}

/** Says whether every value of the first intervals lies in the second ones. */
export function liesWithin(inner: readonly Interval[], outer: readonly Interval[]): boolean {
  return inner.every((one) =>
    outer.some(
      (other) =>
        Buffer.compare(other.low, one.low) <= 0 && Buffer.compare(one.high, other.high) <= 0,
    ),
  );
}
