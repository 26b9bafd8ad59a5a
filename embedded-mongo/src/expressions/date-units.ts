import { mongoError } from "../errors/mongo-error.ts";
import type { TimeZone } from "./time-zone.ts";

const day = 86_400_000;

/** Units that last the same everywhere. */
const fixedUnits = { hour: 3_600_000, minute: 60_000, second: 1000, millisecond: 1 } as const;

const units = [
  "year",
  "quarter",
  "month",
  "week",
  "day",
  "hour",
  "minute",
  "second",
  "millisecond",
] as const;

/** A unit of time as date operators name it. */
export type Unit = (typeof units)[number];

/** Reads the name of a unit. */
export function readUnit(value: unknown, operator: string): Unit {
  const unit = units.find((name) => name === value);
  if (!unit)
    throw mongoError(
      9,
      `${operator} parameter 'unit' value cannot be recognized as a time unit: ${String(value)}`,
    );
  return unit;
}

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** Reads the first day of a week, Sunday if none is given, as a number from 0. */
export function readWeekday(value: unknown, operator: string): number {
  if (value === undefined) return 0;
  const name = String(value).toLowerCase();
  const at = weekdays.findIndex((one) => one === name || one.slice(0, 3) === name);
  if (at < 0)
    throw mongoError(
      9,
      `${operator} parameter 'startOfWeek' value cannot be recognized as a day of a week: ${String(value)}`,
    );
  return at;
}

const monthsOf = { year: 12, quarter: 3, month: 1 } as const;

function isMonths(unit: Unit): unit is keyof typeof monthsOf {
  return unit in monthsOf;
}

function isFixed(unit: Unit): unit is keyof typeof fixedUnits {
  return unit in fixedUnits;
}

/** The start of a month counted from year 0, as a local time. */
function monthStart(months: number): number {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(months / 12), ((months % 12) + 12) % 12, 1);
  return date.getTime();
}

// Periods are counted from 1 January 2000, which MongoDB takes for its bins.
const year2000 = Date.UTC(2000, 0, 1);

/** The number of a local time's period of a unit, counted from the year 2000. */
function periodOf(local: number, unit: Unit, startOfWeek: number): number {
  if (isFixed(unit)) return Math.floor((local - year2000) / fixedUnits[unit]);
  if (isMonths(unit)) {
    const date = new Date(local);
    return Math.floor(((date.getUTCFullYear() - 2000) * 12 + date.getUTCMonth()) / monthsOf[unit]);
  }
  if (unit === "day") return Math.floor((local - year2000) / day);
  return Math.floor((local - firstWeek(startOfWeek)) / (7 * day));
}

// 1 January 2000 was a Saturday.
function firstWeek(startOfWeek: number): number {
  return year2000 + ((startOfWeek - 6 + 7) % 7) * day;
}

function periodStart(period: number, unit: Unit, startOfWeek: number): number {
  if (isFixed(unit)) return year2000 + period * fixedUnits[unit];
  if (isMonths(unit)) return monthStart(2000 * 12 + period * monthsOf[unit]);
  if (unit === "day") return year2000 + period * day;
  return firstWeek(startOfWeek) + period * 7 * day;
}

/** The start of the period that holds a date. */
export function truncateTo(
  date: Date,
  unit: Unit,
  size: number,
  zone: TimeZone,
  startOfWeek: number,
): Date {
  const local = zone.toLocal(date.getTime());
  const period = Math.floor(periodOf(local, unit, startOfWeek) / size) * size;
  const start = periodStart(period, unit, startOfWeek);
  if (!isFixed(unit)) return new Date(zone.toInstant(start));
  // Hours and shorter are cut in running time, so that the hour a clock shows twice stays two hours.
  return new Date(date.getTime() - (local - start));
}
