import type { NodeData } from "@chatloom/flows-schema";
import { DateTime } from "luxon";

type Schedule = NodeData<"trigger.schedule">;

/**
 * The moment of a schedule that has come within the time before now; undefined if none has. Times are those of the flow's zone, so
 * that nine o'clock stays nine o'clock when clocks change.
 */
export function scheduleMoment(
  schedule: Schedule,
  timeZone: string,
  now: number,
  withinMs: number,
): number | undefined {
  const today = DateTime.fromMillis(now, { zone: timeZone });
  if (!today.isValid) return undefined;
  const [hour = 0, minute = 0] = schedule.time.split(":").map(Number);
  for (const day of [today, today.minus({ days: 1 })]) {
    if (!fallsOn(schedule, day)) continue;
    const moment = day.set({ hour, minute, second: 0, millisecond: 0 }).toMillis();
    if (moment <= now && moment > now - withinMs) return moment;
  }
  return undefined;
}

function fallsOn({ repeat, date, weekdays, dayOfMonth }: Schedule, day: DateTime): boolean {
  switch (repeat) {
    case "once":
      return date === day.toISODate();
    case "daily":
      return true;
    case "weekly":
      return weekdays.includes(day.weekday);
    case "monthly":
      // The 31st of a shorter month is its last day.
      return Math.min(dayOfMonth ?? 1, day.daysInMonth ?? 31) === day.day;
  }
}
