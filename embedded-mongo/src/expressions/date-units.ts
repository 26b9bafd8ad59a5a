import { mongoError } from "../errors/mongo-error.ts";
import type { TimeZone } from "./time-zone.ts";

const day = 86_400_000;
/** Units of a fixed length, in milliseconds. */
const fixedUnits: Readonly<Record<string, number>> = {
  day,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};
const monthsOf: Readonly<Record<string, number>> = { year: 12, quarter: 3, month: 1 };
const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

// MongoDB counts periods from 1 January 2000, a Saturday.
const year2000 = Date.UTC(2000, 0, 1);
const saturday = 6;

/** Reads the name of a unit of time. */
export function readUnit(value: unknown): string {
  if (typeof value === "string" && (value in fixedUnits || value in monthsOf || value === "week")) {
    return value;
  }
  throw mongoError(9, `$dateTrunc does not know the unit ${String(value)}`);
}

/** Reads the first day of a week as a number from 0, Sunday. */
export function readWeekday(value: unknown): number {
  const name = String(value).toLowerCase();
  const at = weekdays.findIndex((one) => one === name || one.slice(0, 3) === name);
  if (at < 0) {
    throw mongoError(9, `$dateTrunc does not know the day ${String(value)}`);
  }
  return at;
}

/** Returns the start of the period of `size` units that contains a date. */
export function truncateTo(
  date: Date,
  unit: string,
  size: number,
  zone: TimeZone,
  startOfWeek: number,
): Date {
  const local = zone.toLocal(date.getTime());
  const start = localStart(local, unit, size, startOfWeek);
  // Hours and shorter units are cut in elapsed time, because a clock change can show an hour twice.
  if (unit in fixedUnits && unit !== "day") {
    return new Date(date.getTime() - (local - start));
  }
  return new Date(zone.toInstant(start));
}

function localStart(local: number, unit: string, size: number, startOfWeek: number): number {
  const cut = (count: number) => Math.floor(count / size) * size;
  const months = monthsOf[unit];
  if (months !== undefined) {
    const date = new Date(local);
    const count = (date.getUTCFullYear() - 2000) * 12 + date.getUTCMonth();
    return Date.UTC(2000, cut(Math.floor(count / months)) * months, 1);
  }
  const length = fixedUnits[unit] ?? 7 * day;
  const from = unit === "week" ? year2000 + ((startOfWeek - saturday + 7) % 7) * day : year2000;
  return from + cut(Math.floor((local - from) / length)) * length;
}
