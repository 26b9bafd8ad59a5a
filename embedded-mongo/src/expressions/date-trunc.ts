import { mongoError } from "../errors/mongo-error.ts";
import type { Doc } from "../values/doc.ts";
import { namedFields } from "./arguments.ts";
import { type Compile, type Evaluate, nullish, typeName } from "./expression.ts";
import { type TimeZone, timeZone } from "./time-zone.ts";

const day = 86_400_000;
/** Units of elapsed time, in milliseconds. */
const elapsed: Readonly<Record<string, number>> = { hour: 3_600_000, minute: 60_000, second: 1000 };
const months: Readonly<Record<string, number>> = { year: 12, quarter: 3, month: 1 };
const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** `$dateTrunc`: the start of the period of time that contains a date. */
export function dateTrunc(argument: unknown, compile: Compile, name: string): Evaluate {
  const fields = namedFields(argument, name, ["date", "unit"], ["timezone", "startOfWeek"]);
  const given: Doc = { timezone: "UTC", startOfWeek: "sunday", ...fields };
  const [dateOf, unitOf, zoneOf, startOf] = [
    compile(given.date),
    compile(given.unit),
    compile(given.timezone),
    compile(given.startOfWeek),
  ];
  return (doc) => {
    const [date, unit, zone, start] = [dateOf(doc), unitOf(doc), zoneOf(doc), startOf(doc)];
    if ([date, unit, zone, start].some(nullish)) {
      return null;
    }
    if (!(date instanceof Date)) {
      throw mongoError(16006, `can't convert from BSON type ${typeName(date)} to Date`);
    }
    if (typeof zone !== "string") {
      throw mongoError(40517, `timezone must evaluate to a string, found ${typeName(zone)}`);
    }
    return truncate(date, String(unit), timeZone(zone), readWeekday(start));
  };
}

function readWeekday(value: unknown): number {
  const name = String(value).toLowerCase();
  const at = weekdays.findIndex((one) => one === name || one.slice(0, 3) === name);
  if (at >= 0) {
    return at;
  }
  throw mongoError(9, `$dateTrunc does not know the day ${name}`);
}

function truncate(date: Date, unit: string, zone: TimeZone, startOfWeek: number): Date {
  const local = zone.toLocal(date.getTime());
  const length = elapsed[unit];
  if (length !== undefined) {
    // Cut in elapsed time, because a clock change can show an hour twice.
    return new Date(date.getTime() - (((local % length) + length) % length));
  }
  return new Date(zone.toInstant(startOfPeriod(new Date(local), unit, startOfWeek)));
}

function startOfPeriod(local: Date, unit: string, startOfWeek: number): number {
  const size = months[unit];
  if (size !== undefined) {
    const month = Math.floor(local.getUTCMonth() / size) * size;
    return Date.UTC(2000, (local.getUTCFullYear() - 2000) * 12 + month, 1);
  }
  if (unit !== "day" && unit !== "week") {
    throw mongoError(9, `$dateTrunc does not know the unit ${unit}`);
  }
  const passed = unit === "week" ? (local.getUTCDay() - startOfWeek + 7) % 7 : 0;
  return Math.floor(local.getTime() / day - passed) * day;
}
