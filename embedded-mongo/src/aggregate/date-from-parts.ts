import { mongoError } from "../errors/mongo-error.ts";
import { describe } from "../values/describe.ts";
import { wholeInt32 } from "../values/integers.ts";
import { namedFields } from "./arguments.ts";
import { type Compile, type Evaluate, nullish, typeName } from "./expression.ts";
import { timeZone } from "./time-zone.ts";

const natural = ["year", "month", "day"] as const;
const iso = ["isoWeekYear", "isoWeek", "isoDayOfWeek"] as const;
const clock = ["hour", "minute", "second", "millisecond"] as const;
const day = 86_400_000;

/** `$dateFromParts`: parts outside their usual range carry over into the next. */
export function dateFromParts(argument: unknown, compile: Compile, name: string): Evaluate {
  const doc = namedFields(argument, name, {
    required: [],
    optional: [...natural, ...iso, ...clock, "timezone"],
    code: 40518,
  });
  const isIso = iso.some((part) => part in doc);
  if (isIso && natural.some((part) => part in doc))
    throw mongoError(40489, `${name} does not allow mixing natural dates with ISO dates`);
  if (!("year" in doc || "isoWeekYear" in doc))
    throw mongoError(40516, `${name} requires either 'year' or 'isoWeekYear' to be present`);
  const names: readonly string[] = [...(isIso ? iso : natural), ...clock];
  const parts = names.map((part) => (doc[part] === undefined ? undefined : compile(doc[part])));
  const zone = doc.timezone === undefined ? undefined : compile(doc.timezone);
  return (scope) => {
    const values = parts.map((part) => part?.(scope));
    const zoneName = zone ? zone(scope) : "UTC";
    if (nullish(zoneName) || parts.some((part, at) => part && nullish(values[at]))) return null;
    if (typeof zoneName !== "string")
      throw mongoError(40517, `timezone must evaluate to a string, found ${typeName(zoneName)}`);
    const [year, second, third, hour, minute, seconds, millisecond] = values.map((value, at) =>
      value === undefined ? (at < 3 ? 1 : 0) : readPart(names[at] as string, value),
    ) as [number, number, number, number, number, number, number];
    const start = isIso ? daysOfIsoWeek(year, second, third) : daysOfMonth(year, second, third);
    const local = start + ((hour * 60 + minute) * 60 + seconds) * 1000 + millisecond;
    return new Date(timeZone(zoneName).toInstant(local));
  };
}

function readPart(part: string, value: unknown): number {
  const whole = wholeInt32(value);
  if (whole === undefined) {
    throw mongoError(
      40515,
      `'${part}' must evaluate to an integer, found ${typeName(value)} with value ${describe(value)}`,
    );
  }
  const isYear = part === "year" || part === "isoWeekYear";
  const [low, high] = isYear ? [1, 9999] : [-32768, 32767];
  if (whole < low || whole > high) {
    throw mongoError(
      isYear ? 40523 : 31034,
      `'${part}' must evaluate to a value in the range [${low}, ${high}]; value ${whole} is not in range`,
    );
  }
  return whole;
}

/** The start of a day in local time; days and months beyond their range carry over. */
export function daysOfMonth(year: number, month: number, dayOfMonth: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, dayOfMonth);
  return date.getTime();
}

/** The start of a day by ISO 8601, whose first week of a year is the one with the 4th of January in it. */
export function daysOfIsoWeek(year: number, week: number, dayOfWeek: number): number {
  const fourth = daysOfMonth(year, 1, 4);
  const monday = fourth - ((new Date(fourth).getUTCDay() || 7) - 1) * day;
  return monday + ((week - 1) * 7 + dayOfWeek - 1) * day;
}
