import type { DurationValue } from "@chatloom/flows-schema";

const unitMs = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** Converts a duration to milliseconds. */
export function durationMs({ amount, unit }: DurationValue): number {
  return Math.round(amount * unitMs[unit]);
}

/** Returns the end of a duration that begins now; undefined if none is set. */
export function endOf(now: number, duration: DurationValue | undefined): number | undefined {
  return duration === undefined ? undefined : now + durationMs(duration);
}
