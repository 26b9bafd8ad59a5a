import type { ReportMail } from "@chatloom/api-schema";
import { DateTime } from "luxon";

type Times = Pick<ReportMail, "every" | "weekday" | "hour">;

/** Returns the newest moment (epoch milliseconds) at or before `at` at which a report is due in a time zone. */
export function lastDue(times: Times, zone: string, at: number): number {
  // Two steps back at most: today's hour may be yet to come.
  let found = dueOnOrAfter(times, DateTime.fromMillis(at, { zone }).minus({ days: 8 }));
  for (;;) {
    const next = dueOnOrAfter(times, found.plus({ days: 1 }));
    if (next.toMillis() > at) {
      return found.toMillis();
    }
    found = next;
  }
}

/** Returns the first moment after `at` at which a report is due. */
export function nextDue(times: Times, zone: string, at: number): number {
  const today = DateTime.fromMillis(at, { zone });
  const due = dueOnOrAfter(times, today);
  return due.toMillis() > at
    ? due.toMillis()
    : dueOnOrAfter(times, today.plus({ days: 1 })).toMillis();
}

/** Returns the days that a report tells about that is due at a moment: the day before, or the seven days before. */
export function reportedDays(every: Times["every"], zone: string, due: number) {
  const day = DateTime.fromMillis(due, { zone }).startOf("day");
  const dateOf = (daysBefore: number) => day.minus({ days: daysBefore }).toISODate() ?? "";
  return { from: dateOf(every === "day" ? 1 : 7), to: dateOf(1) };
}

/** The due moment of the first fitting day from that of `from` on. An hour that the clocks skip is the one after it. */
function dueOnOrAfter({ every, weekday, hour }: Times, from: DateTime): DateTime {
  const days = every === "day" ? 0 : (weekday + 1 - from.weekday + 7) % 7;
  const { year, month, day } = from.plus({ days });
  return DateTime.fromObject({ year, month, day, hour }, { zone: from.zone });
}
