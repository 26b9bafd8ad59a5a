import { DateTime, IANAZone } from "luxon";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import type { Doc } from "../values/doc.ts";
import { namedFields } from "./arguments.ts";
import { type Compile, type Evaluate, nullish, typeName } from "./expression.ts";

const units = ["year", "quarter", "month", "week", "day", "hour", "minute", "second"] as const;
const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** `$dateTrunc`: the start of the period of time that contains a date. */
export function dateTrunc(argument: unknown, compile: Compile, name: string): Evaluate {
  const fields = namedFields(argument, name, ["date", "unit"], ["timezone", "startOfWeek"]);
  const given: Doc = { timezone: "UTC", startOfWeek: "sunday", ...fields };
  const parts = [given.date, given.unit, given.timezone, given.startOfWeek].map(compile);
  return (doc) => {
    const [date, unit, zone, start] = parts.map((part) => part(doc));
    if ([date, unit, zone, start].some(nullish)) {
      return null;
    }
    if (!(date instanceof Date)) {
      throw mongoError(16006, `can't convert from BSON type ${typeName(date)} to Date`);
    }
    if (typeof zone !== "string") {
      throw mongoError(40517, `timezone must evaluate to a string, found ${typeName(zone)}`);
    }
    return truncate(date, unit, zone, readWeekday(start)).toJSDate();
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

function truncate(date: Date, given: unknown, zoneName: string, startOfWeek: number): DateTime {
  const unit = units.find((one) => one === given);
  if (!unit) {
    throw mongoError(9, `$dateTrunc does not know the unit ${given}`);
  }
  const zone = IANAZone.create(zoneName);
  if (!zone.isValid) {
    throw notAvailable(`unrecognized time zone identifier: "${zoneName}"; it`, 40485);
  }
  const local = DateTime.fromJSDate(date, { zone });
  if (unit !== "week") {
    return local.startOf(unit);
  }
  return local.minus({ days: (local.weekday - startOfWeek + 7) % 7 }).startOf("day");
}
