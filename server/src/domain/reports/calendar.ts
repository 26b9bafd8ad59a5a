import { IANAZone } from "luxon";

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const mostKept = 5_000;

/** The hours and days of a time zone. Hours are moments (epoch milliseconds), days are numbers that grow by one. */
export interface Calendar {
  /** Returns the beginning of the zone's hour that contains the moment. */
  readonly hourOf: (at: number) => number;
  /** Returns the zone's day that contains the moment: days since 1970-01-01. */
  readonly dayOf: (at: number) => number;
  /** Returns the zone's hour of the day, 0 to 23. */
  readonly clockHourOf: (at: number) => number;
}

/** Makes the calendar of an IANA time zone. An unknown zone counts as UTC. */
export function createCalendar(zone: string): Calendar {
  const known = IANAZone.isValidZone(zone) ? IANAZone.create(zone) : IANAZone.create("UTC");
  // Clocks change at whole quarters of an hour, so one look-up serves each quarter.
  const offsets = new Map<number, number>();

  function localOf(at: number): { readonly local: number; readonly offset: number } {
    const quarter = Math.floor(at / quarterMs);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      if (offsets.size >= mostKept) {
        offsets.clear();
      }
      offset = known.offset(quarter * quarterMs) * minuteMs;
      offsets.set(quarter, offset);
    }
    return { local: at + offset, offset };
  }

  return {
    hourOf(at) {
      const { local, offset } = localOf(at);
      return Math.floor(local / hourMs) * hourMs - offset;
    },
    dayOf: (at) => Math.floor(localOf(at).local / dayMs),
    clockHourOf: (at) => Math.floor(localOf(at).local / hourMs) % 24,
  };
}

/** Returns the date of a day as `2026-11-29`. */
export function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** Returns the day of a date such as `2026-11-29`. */
export function dayOfDate(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / dayMs);
}
