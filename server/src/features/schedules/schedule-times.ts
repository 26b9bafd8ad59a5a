import type { NodeData } from "@chatloom/flows-schema";
import { DateTime } from "luxon";

/** When a flow starts by itself. */
export type Schedule = NodeData<"trigger.schedule">;

/** A little over a month: every repeating schedule is due within it. */
const mostDays = 62;

/**
 * The first moment of a schedule after another; undefined: never again. Times are those of the flow's zone, so that nine o'clock stays
 * nine o'clock when clocks change: a time that is skipped comes as much later, one that comes twice counts the first time.
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

/** The last moment of a schedule that has come; undefined: none. */
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
