import { addCounts } from "./reports/counts.ts";

/** One request between a platform and this server, as the log of a channel shows it. Bodies are masked. */
export interface TrafficEntry {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly direction: "in" | "out";
  /** Method and masked address: `POST graph.facebook.com/v23.0/…/messages`. */
  readonly what: string;
  readonly ok: boolean;
  /** Of the answer; absent where there was none. */
  readonly status?: number;
  /** How long the platform took to answer; only of calls. */
  readonly ms?: number;
  /** The received events (`message × 2`), or the reason for the failure. */
  readonly note?: string;
  /** Masked bodies as JSON. */
  readonly request?: string;
  readonly reply?: string;
}

/** The counts of a span of time. */
export interface TrafficCounts {
  /** Webhooks. */
  received: number;
  refused: number;
  /** Calls of the platform, and how many of them failed. */
  called: number;
  failed: number;
  /** Time of all calls, in milliseconds. */
  ms: number;
  /** The calls by the class of their time; see `countDuration`. Absent in hours that an earlier release counted. */
  times?: Record<string, number>;
}

/** The counts of one hour. */
export interface TrafficHour extends Readonly<TrafficCounts> {
  /** Epoch milliseconds of its beginning. */
  readonly at: number;
}

/** Counts before anything was counted. */
export const noTraffic: Readonly<TrafficCounts> = {
  received: 0,
  refused: 0,
  called: 0,
  failed: 0,
  ms: 0,
};

export const hourMs = 3_600_000;
/** Hours that are kept: each has a place of its own, so that a channel's record never grows. */
const keptHours = 24;

/** Returns the place of an hour in the record: it is taken again a day later. */
export function slotOf(at: number): number {
  return Math.floor(at / hourMs) % keptHours;
}

/** Returns the hours of the last day that something was counted in, the oldest first. */
export function recentHours(slots: readonly TrafficHour[], now: number): readonly TrafficHour[] {
  const first = Math.floor(now / hourMs) * hourMs - (keptHours - 1) * hourMs;
  return slots.filter((it) => it.at >= first && it.at <= now).sort((a, b) => a.at - b.at);
}

/** Returns the sum of hours. */
export function sumOfHours(hours: readonly TrafficHour[]): TrafficCounts {
  const times: Record<string, number> = {};
  const sum = { ...noTraffic, times };
  for (const it of hours) {
    sum.received += it.received;
    sum.refused += it.refused;
    sum.called += it.called;
    sum.failed += it.failed;
    sum.ms += it.ms;
    addCounts(times, it.times ?? {});
  }
  return sum;
}

/** Returns the sum of this hour and the one before. */
export function lately(slots: readonly TrafficHour[], now: number): TrafficCounts {
  const since = Math.floor(now / hourMs) * hourMs - hourMs;
  return sumOfHours(slots.filter(({ at }) => at >= since && at <= now));
}
