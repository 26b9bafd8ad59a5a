import type { FlowSettings } from "@chatloom/flows-schema";
import { DateTime } from "luxon";
import { zoneOf } from "./read-date.ts";

/** When people work. Opening hours that are empty mean always, except on holidays. */
export interface OpeningHours extends Pick<FlowSettings, "businessHours" | "timeZone"> {
  /** Days without opening hours, `2026-12-25`. Hours that began the day before end at midnight. */
  readonly holidays?: readonly string[];
}

/** How far ahead an opening is looked for: more holidays in a row than this count as closed for good. */
const mostDays = 400;

/** Whether people work at a moment, given in epoch milliseconds. */
export function isOpen(now: number, hours: OpeningHours): boolean {
  return nextOpening(now, hours) === now;
}

/** Finds the next moment at which business is open, in epoch milliseconds: now if it is open; undefined if it never opens. */
export function nextOpening(now: number, hours: OpeningHours): number | undefined {
  const { businessHours, timeZone, holidays = [] } = hours;
  if (businessHours.length === 0 && holidays.length === 0) {
    return now;
  }
  const closed = new Set(holidays);
  const today = DateTime.fromMillis(now, { zone: zoneOf(timeZone) }).startOf("day");
  for (let days = -1; days <= mostDays; days++) {
    const best = firstOpening(now, today.plus({ days }), businessHours, closed);
    if (best !== undefined) {
      return best;
    }
    if (holidays.length === 0 && days > 7) {
      return undefined;
    }
  }
  return undefined;
}

const allDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: "00:00", to: "24:00" }));

/** The first moment from `now` on within the hours that begin on a day. */
function firstOpening(
  now: number,
  day: DateTime,
  businessHours: FlowSettings["businessHours"],
  closed: ReadonlySet<string>,
): number | undefined {
  if (closed.has(day.toISODate() ?? "")) {
    return undefined;
  }
  const tomorrow = day.plus({ days: 1 });
  let best: number | undefined;
  for (const { weekday, from, to } of businessHours.length > 0 ? businessHours : allDay) {
    if (weekday !== day.weekday) {
      continue;
    }
    const overnight = to <= from;
    const cut = overnight && closed.has(tomorrow.toISODate() ?? "");
    const closes = cut ? atTime(day, "24:00") : atTime(overnight ? tomorrow : day, to);
    const at = Math.max(atTime(day, from), now);
    if (at < closes && (best === undefined || at < best)) {
      best = at;
    }
  }
  return best;
}

/** Finds the next moment of a weekday (1 is Monday) and time of day; without a weekday, of any day. */
export function nextMoment(now: number, timeZone: string, time: string, weekday?: number): number {
  const today = DateTime.fromMillis(now, { zone: zoneOf(timeZone) }).startOf("day");
  for (let days = 0; days <= 8; days++) {
    const day = today.plus({ days });
    const at = atTime(day, time);
    if ((weekday === undefined || day.weekday === weekday) && at > now) {
      return at;
    }
  }
  return now;
}

/**
 * A time of day in epoch milliseconds. Of a time that comes twice, when clocks go back, the first; of one that is skipped, when clocks
 * go forward, the moment they do.
 */
function atTime(day: DateTime, time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  if (hour === 24) {
    return day.plus({ days: 1 }).startOf("day").toMillis();
  }
  const at = day.set({ hour, minute });
  if (at.hour !== hour || at.minute !== minute) {
    return clockChange(at);
  }
  const [earliest] = at.getPossibleOffsets().sort((a, b) => a.toMillis() - b.toMillis());
  return (earliest ?? at).toMillis();
}

/** The moment before `after`, by less than a day, from which the zone has the offset that it has then. */
function clockChange(after: DateTime): number {
  let [before, from] = [after.minus({ hours: 24 }).toMillis(), after.toMillis()];
  const offsetAt = (at: number) => after.zone.offset(at);
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (offsetAt(middle) === after.offset) {
      from = middle;
    } else {
      before = middle;
    }
  }
  return from;
}
