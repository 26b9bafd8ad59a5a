import type { Long, ObjectId } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { bsonType } from "../values/bson-type.ts";
import { wholeInt32 } from "../values/numbers.ts";
import { namedFields } from "./arguments.ts";
import { readUnit, readWeekday, truncateTo } from "./date-units.ts";
import { type Compile, type Evaluate, nullish, typeName } from "./expression.ts";
import { type TimeZone, timeZone } from "./time-zone.ts";

/** `$dateTrunc`: the start of the period of time that holds a date. */
export function dateTrunc(argument: unknown, compile: Compile, name: string): Evaluate {
  const fields = namedFields(argument, name, {
    required: ["date", "unit"],
    optional: ["binSize", "timezone", "startOfWeek"],
    code: 5439007,
  });
  const [dateOf, unitOf, sizeOf, zoneOf, startOf] = [
    ...["date", "unit", "binSize", "timezone", "startOfWeek"],
  ].map((key) => (fields[key] === undefined ? undefined : compile(fields[key])));
  return (doc) => {
    const zone = readZone(zoneOf, zoneOf?.(doc));
    const date = readDate(dateOf?.(doc));
    const [unit, size, start] = [unitOf?.(doc), sizeOf?.(doc), startOf?.(doc)];
    if (!zone || !date || nullish(unit) || (sizeOf && nullish(size))) return null;
    const count = sizeOf ? (wholeInt32(size) ?? 0) : 1;
    if (count <= 0) throw mongoError(5439018, "$dateTrunc requires 'binSize' to be greater than 0");
    return truncateTo(date, readUnit(unit, name), count, zone, readWeekday(start, name));
  };
}

function readDate(value: unknown): Date | undefined {
  if (nullish(value)) return undefined;
  switch (bsonType(value)) {
    case "date":
      return value as Date;
    case "objectId":
      return (value as ObjectId).getTimestamp();
    case "timestamp":
      return new Date((value as Long).high * 1000);
    default:
      throw mongoError(16006, `can't convert from BSON type ${typeName(value)} to Date`);
  }
}

function readZone(evaluate: Evaluate | undefined, name: unknown): TimeZone | undefined {
  if (!evaluate) return timeZone("UTC");
  if (nullish(name)) return undefined;
  if (typeof name !== "string")
    throw mongoError(40517, `timezone must evaluate to a string, found ${typeName(name)}`);
  return timeZone(name);
}
