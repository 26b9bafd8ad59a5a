import type { FlowSettings } from "@chatloom/flows-schema";
import { DateTime } from "luxon";
import { zoneOf } from "./read-date.ts";

type Opening = Pick<FlowSettings, "businessHours" | "timeZone">;

/** When business next is open, in epoch milliseconds: now, if it is; undefined if it never opens. */
export function nextOpening(now: number, { businessHours, timeZone }: Opening): number | undefined {
  if (businessHours.length === 0) {
    return now;
  }
  const today = DateTime.fromMillis(now, { zone: zoneOf(timeZone) }).startOf("day");
  let best: number | undefined;
  for (let days = -1; days <= 7; days++) {
    const day = today.plus({ days });
    for (const { weekday, from, to } of businessHours) {
      if (weekday !== day.weekday) {
        continue;
      }
      const opens = atTime(day, from);
      const closes = atTime(to <= from ? day.plus({ days: 1 }) : day, to);
      if (closes <= now) {
        continue;
      }
      const at = Math.max(opens, now);
      if (best === undefined || at < best) {
        best = at;
      }
    }
  }
  return best;
}

/** The next moment of a weekday (1 is Monday) and time of day; without a weekday, of any day. */
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

function atTime(day: DateTime, time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour === 24
    ? day.plus({ days: 1 }).startOf("day").toMillis()
    : day.set({ hour, minute }).toMillis();
}
