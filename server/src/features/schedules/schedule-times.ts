import type { NodeData } from "@chatloom/flows-schema";
import { DateTime } from "luxon";

/** The times of a scheduled trigger. */
export type Schedule = NodeData<"trigger.schedule">;

/** A little over a month: every repeating schedule is due within it. */
const mostDays = 62;

/**
 * Returns the first time of a schedule after another; undefined if there is none. Times are in the flow's zone, so that nine o'clock stays
 * nine o'clock when clocks change: a skipped time is moved by the change, one that occurs twice counts once.
 */
export function nextTime(schedule: Schedule, timeZone: string, after: number): number | undefined {
  const today = DateTime.fromMillis(after, { zone: timeZone });
  if (!today.isValid) {
    return undefined;
  }
  if (schedule.repeat === "once") {
    const moment = once(schedule, timeZone);
    return moment !== undefined && moment > after ? moment : undefined;
  }
  for (let days = 0; days <= mostDays; days += 1) {
    const moment = on(schedule, today.plus({ days }));
    if (moment !== undefined && moment > after) {
      return moment;
    }
  }
  return undefined;
}

/** Returns the last time of a schedule up to now; undefined if there is none. */
export function latestTime(schedule: Schedule, timeZone: string, now: number): number | undefined {
  const today = DateTime.fromMillis(now, { zone: timeZone });
  if (!today.isValid) {
    return undefined;
  }
  if (schedule.repeat === "once") {
    const moment = once(schedule, timeZone);
    return moment !== undefined && moment <= now ? moment : undefined;
  }
  for (let days = 0; days <= mostDays; days += 1) {
    const moment = on(schedule, today.minus({ days }));
    if (moment !== undefined && moment <= now) {
      return moment;
    }
  }
  return undefined;
}

function once(schedule: Schedule, zone: string): number | undefined {
  const day = DateTime.fromISO(schedule.date ?? "", { zone });
  return day.isValid ? atTime(schedule, day) : undefined;
}

function on(schedule: Schedule, day: DateTime): number | undefined {
  return fallsOn(schedule, day) ? atTime(schedule, day) : undefined;
}

function atTime({ time }: Schedule, day: DateTime): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return day.startOf("day").set({ hour, minute }).toMillis();
}

function fallsOn({ repeat, weekdays, dayOfMonth }: Schedule, day: DateTime): boolean {
  switch (repeat) {
    case "once":
      return false;
    case "daily":
      return true;
    case "weekly":
      return weekdays.includes(day.weekday);
    case "monthly":
      // The 31st of a shorter month is its last day.
      return Math.min(dayOfMonth ?? 1, day.daysInMonth ?? 31) === day.day;
  }
}
