import { type Counts, count } from "./counts.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** The upper limits of the classes of durations, in milliseconds. Shares within a limit are exact; medians are estimated within a class. */
const durationLimits: readonly number[] = [
  ...[50, 100, 150, 200, 300, 400, 500, 750],
  ...[1, 1.5, 2, 3, 4, 5, 7.5, 10, 15, 20, 30, 45].map((it) => it * second),
  ...[1, 1.5, 2, 3, 4, 5, 7.5, 10, 15, 20, 30, 45].map((it) => it * minute),
  ...[1, 1.5, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72].map((it) => it * hour),
  ...[5, 7, 14, 30, 90].map((it) => it * day),
];

/** Counts a duration in its class. `name` is a count's. One below zero, by clocks that differ, counts as zero. */
export function countDuration(counts: Record<string, number>, name: string, ms: number): void {
  const index = durationLimits.findIndex((limit) => ms <= limit);
  count(counts, `${name}:${index < 0 ? durationLimits.length : index}`);
}

/** Returns how many durations were counted under a name. */
export function durationsCounted(counts: Counts, name: string): number {
  return classesOf(counts, name).reduce((sum, it) => sum + it, 0);
}

/** Estimates the duration (ms) below which the share of the counted ones lies. Undefined if none was counted. */
export function quantile(counts: Counts, name: string, share: number): number | undefined {
  const classes = classesOf(counts, name);
  const total = classes.reduce((sum, it) => sum + it, 0);
  if (total === 0) {
    return undefined;
  }
  let below = 0;
  for (const [index, size] of classes.entries()) {
    if (size > 0 && below + size >= share * total) {
      const from = durationLimits[index - 1] ?? 0;
      const to = durationLimits[index] ?? from;
      return Math.round(from + ((to - from) * (share * total - below)) / size);
    }
    below += size;
  }
  return durationLimits.at(-1);
}

/** Returns how many of the counted durations are at most `limit` (ms), which must be one of `durationLimits`. */
export function durationsWithin(counts: Counts, name: string, limit: number): number {
  const last = durationLimits.indexOf(limit);
  if (last < 0) {
    throw new Error(`${limit} ms is no limit of a class of durations`);
  }
  return classesOf(counts, name)
    .slice(0, last + 1)
    .reduce((sum, it) => sum + it, 0);
}

function classesOf(counts: Counts, name: string): readonly number[] {
  return [...durationLimits, Number.POSITIVE_INFINITY].map(
    (_, index) => counts[`${name}:${index}`] ?? 0,
  );
}
