import type { BroadcastPlan, MarketingRules } from "@chatloom/api-schema";
import { DateTime } from "luxon";

/** The time zones that decide when a contact gets a broadcast. */
export interface BroadcastZones {
  readonly contact: string;
  readonly workspace: string;
}

/** Returns when a contact gets a broadcast that is planned now; `now` itself if at once. Moments are epoch milliseconds. */
export function broadcastTime(
  { at, atLocalTime }: Pick<BroadcastPlan, "at" | "atLocalTime">,
  { quietHours }: MarketingRules,
  { contact, workspace }: BroadcastZones,
  now: number,
): number {
  const local =
    at !== undefined && atLocalTime
      ? DateTime.fromISO(at, { zone: workspace })
          .setZone(contact, { keepLocalTime: true })
          .toMillis()
      : now;
  return afterQuietHours(Math.max(now, local), quietHours, contact);
}

/** Returns the moment itself, or the end of the quiet hours that it falls into. */
export function afterQuietHours(
  moment: number,
  quietHours: MarketingRules["quietHours"],
  zone: string,
): number {
  if (!quietHours || quietHours.from === quietHours.to) {
    return moment;
  }
  const clock = DateTime.fromMillis(moment, { zone });
  const time = clock.toFormat("HH:mm");
  const { from, to } = quietHours;
  const overnight = from > to;
  const quiet = overnight ? time >= from || time < to : time >= from && time < to;
  if (!quiet) {
    return moment;
  }
  const [hour = 0, minute = 0] = to.split(":").map(Number);
  const ends = clock.startOf("day").set({ hour, minute });
  return (overnight && time >= from ? ends.plus({ days: 1 }) : ends).toMillis();
}
