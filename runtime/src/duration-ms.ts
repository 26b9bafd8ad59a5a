import type { DurationValue } from "@chatloom/flows-schema";

const unitMs = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** A stretch of time in milliseconds. */
export function durationMs({ amount, unit }: DurationValue): number {
  return Math.round(amount * unitMs[unit]);
}

/** When a stretch of time that begins now is over; undefined where none is set. */
export function endOf(now: number, duration: DurationValue | undefined): number | undefined {
  return duration === undefined ? undefined : now + durationMs(duration);
}
