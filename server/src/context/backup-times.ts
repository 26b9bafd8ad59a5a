import { CronExpressionParser } from "cron-parser";

/** Returns the newest time of a cron expression (UTC) that is not after `now`; in epoch milliseconds. */
export function lastBackupTime(schedule: string, now: number): number {
  // The library looks strictly before a moment, in whole seconds.
  const currentDate = new Date((Math.floor(now / 1_000) + 1) * 1_000);
  return CronExpressionParser.parse(schedule, { tz: "UTC", currentDate }).prev().getTime();
}

/** Returns the next time after `now`. */
export function nextBackupTime(schedule: string, now: number): number {
  const currentDate = new Date(now);
  return CronExpressionParser.parse(schedule, { tz: "UTC", currentDate }).next().getTime();
}
