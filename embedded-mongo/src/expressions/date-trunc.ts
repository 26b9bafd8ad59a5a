import type { ObjectId } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { bsonType } from "../values/bson-type.ts";
import { wholeInt32 } from "../values/numbers.ts";
import { namedFields } from "./arguments.ts";
import { readUnit, readWeekday, truncateTo } from "./date-units.ts";
import { type Compile, type Evaluate, nullish, typeName } from "./expression.ts";
import { type TimeZone, timeZone } from "./time-zone.ts";

/** `$dateTrunc`: the start of the period of time that contains a date. */
export function dateTrunc(argument: unknown, compile: Compile, name: string): Evaluate {
  const optional = ["binSize", "timezone", "startOfWeek"];
  const fields = namedFields(argument, name, ["date", "unit"], optional);
  const evaluateOf = (key: string, byDefault?: unknown): Evaluate =>
    key in fields ? compile(fields[key]) : () => byDefault;
  const [dateOf, unitOf, sizeOf] = [
    evaluateOf("date"),
    evaluateOf("unit"),
    evaluateOf("binSize", 1),
  ];
  const [zoneOf, startOf] = [evaluateOf("timezone", "UTC"), evaluateOf("startOfWeek", "sunday")];
  return (doc) => {
    const values = [dateOf, unitOf, sizeOf, zoneOf, startOf].map((evaluate) => evaluate(doc));
    if (values.some(nullish)) {
      return null;
    }
    const [date, unit, size, zone, start] = values;
    const count = wholeInt32(size) ?? 0;
    if (count <= 0) {
      throw mongoError(5439018, "$dateTrunc requires 'binSize' to be greater than 0");
    }
    return truncateTo(readDate(date), readUnit(unit), count, readZone(zone), readWeekday(start));
  };
}

function readDate(value: unknown): Date {
  if (bsonType(value) === "objectId") {
    return (value as ObjectId).getTimestamp();
  }
  if (value instanceof Date) {
    return value;
  }
  throw mongoError(16006, `can't convert from BSON type ${typeName(value)} to Date`);
}

function readZone(name: unknown): TimeZone {
  if (typeof name === "string") {
    return timeZone(name);
  }
  throw mongoError(40517, `timezone must evaluate to a string, found ${typeName(name)}`);
}
