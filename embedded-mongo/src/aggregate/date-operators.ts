import { Int32, Long } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { isDoc } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import { wholeNumber } from "../values/integers.ts";
import { namedArguments } from "./arguments.ts";
import { dateOfText } from "./convert.ts";
import { dateFromParts } from "./date-from-parts.ts";
import { addUnits, diffUnits, isoWeek, readUnit, readWeekday, truncateTo } from "./date-units.ts";
import {
  type Compile,
  type Evaluate,
  nullish,
  type Operator,
  type Scope,
  typeName,
} from "./expression.ts";
import { checkFormat, dayOfYear, formatDate } from "./format-date.ts";
import { momentOf } from "./moment.ts";
import { type ParsedDate, parseDate } from "./parse-date.ts";
import { type TimeZone, timeZone } from "./time-zone.ts";

/** The parts of a date by operator; the date holds the local time as if it were UTC. */
const parts: Readonly<Record<string, (local: Date) => number>> = {
  $year: (local) => local.getUTCFullYear(),
  $month: (local) => local.getUTCMonth() + 1,
  $dayOfMonth: (local) => local.getUTCDate(),
  $hour: (local) => local.getUTCHours(),
  $minute: (local) => local.getUTCMinutes(),
  $second: (local) => local.getUTCSeconds(),
  $millisecond: (local) => local.getUTCMilliseconds(),
  $dayOfWeek: (local) => local.getUTCDay() + 1,
  $isoDayOfWeek: (local) => local.getUTCDay() || 7,
  $dayOfYear: (local) => dayOfYear(local),
  $isoWeek: (local) => isoWeek(local).week,
  $week: (local) => Math.floor((dayOfYear(local) + 6 - local.getUTCDay()) / 7),
};

/** The operators on dates. */
export const dateOperators: Readonly<Record<string, Operator>> = {
  ...Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, partOperator(part)])),
  $isoWeekYear: partOperator((local) => isoWeek(local).year, Long.fromNumber),
  $dateToString: dateToString,
  $dateFromString: dateFromString,
  $dateToParts: dateToParts,
  $dateFromParts: dateFromParts,
  $dateAdd: shift(1),
  $dateSubtract: shift(-1),
  $dateTrunc: (argument, compile, name) => {
    const args = namedArguments(argument, compile, name, {
      required: ["date", "unit"],
      optional: ["binSize", "timezone", "startOfWeek"],
      code: 5439007,
    });
    return (scope) => {
      const zone = zoneOf(args.timezone, scope);
      const date = dateOf(args.date?.(scope));
      const [unit, size, start] = [
        args.unit?.(scope),
        args.binSize?.(scope),
        args.startOfWeek?.(scope),
      ];
      if (!zone || !date || nullish(unit) || (args.binSize && nullish(size))) return null;
      const count = args.binSize ? Number(wholeNumber(size) ?? 0n) : 1;
      if (count <= 0)
        throw mongoError(5439018, "$dateTrunc requires 'binSize' to be greater than 0");
      return truncateTo(date, readUnit(unit, name), count, zone, readWeekday(start, name));
    };
  },
  $dateDiff: (argument, compile, name) => {
    const args = namedArguments(argument, compile, name, {
      required: ["startDate", "endDate", "unit"],
      optional: ["timezone", "startOfWeek"],
      code: 5166300,
    });
    return (scope) => {
      const zone = zoneOf(args.timezone, scope);
      const [from, to] = [dateOf(args.startDate?.(scope)), dateOf(args.endDate?.(scope))];
      const unit = args.unit?.(scope);
      if (!zone || !from || !to || nullish(unit)) return null;
      return Long.fromNumber(
        diffUnits(
          from,
          to,
          readUnit(unit, name),
          zone,
          readWeekday(args.startOfWeek?.(scope), name),
        ),
      );
    };
  },
};

const naturalParts = { year: "$year", month: "$month", day: "$dayOfMonth" } as const;
const clockParts = {
  hour: "$hour",
  minute: "$minute",
  second: "$second",
  millisecond: "$millisecond",
} as const;

function dateToParts(argument: unknown, compile: Compile, name: string): Evaluate {
  if (!isDoc(argument)) throw mongoError(40524, `${name} only supports an object as its argument`);
  if (argument.date === undefined) throw mongoError(40522, `Missing 'date' argument to ${name}`);
  const args = namedArguments(argument, compile, name, {
    required: ["date"],
    optional: ["timezone", "iso8601"],
    code: 40520,
  });
  return (scope) => {
    const zone = zoneOf(args.timezone, scope);
    const isIso = args.iso8601?.(scope) ?? (args.iso8601 ? null : false);
    const date = dateOf(args.date?.(scope));
    if (!zone || !date || isIso === null) return null;
    if (typeof isIso !== "boolean")
      throw mongoError(40521, `iso8601 must evaluate to a bool, found ${typeName(isIso)}`);
    const local = new Date(zone.toLocal(date.getTime()));
    const result: Doc = isIso ? isoParts(local) : partsOf(naturalParts, local);
    return { ...result, ...partsOf(clockParts, local) };
  };
}

function isoParts(local: Date): Doc {
  const { year, week } = isoWeek(local);
  return {
    isoWeekYear: new Int32(year),
    isoWeek: new Int32(week),
    isoDayOfWeek: new Int32(local.getUTCDay() || 7),
  };
}

function partsOf(names: Readonly<Record<string, string>>, local: Date): Doc {
  return Object.fromEntries(
    Object.entries(names).map(([key, part]) => [key, new Int32(parts[part]?.(local) ?? 0)]),
  );
}

function shift(sign: 1 | -1): Operator {
  return (argument, compile, name) => {
    const args = namedArguments(argument, compile, name, {
      required: ["startDate", "unit", "amount"],
      optional: ["timezone"],
      code: 5166400,
    });
    return (scope) => {
      const zone = zoneOf(args.timezone, scope);
      const date = dateOf(args.startDate?.(scope));
      const [unit, amount] = [args.unit?.(scope), args.amount?.(scope)];
      if (!zone || !date || nullish(unit) || nullish(amount)) return null;
      const count = wholeNumber(amount);
      if (count === undefined)
        throw mongoError(5166405, `${name} expects integer amount of time units`);
      return addUnits(date, readUnit(unit, name), sign * Number(count), zone);
    };
  };
}

function dateOf(value: unknown): Date | undefined {
  if (nullish(value)) return undefined;
  const moment = momentOf(value);
  if (!moment) throw mongoError(16006, `can't convert from BSON type ${typeName(value)} to Date`);
  return moment;
}

function zoneOf(evaluate: Evaluate | undefined, scope: Scope): TimeZone | undefined {
  if (!evaluate) return timeZone("UTC");
  const name = evaluate(scope);
  if (nullish(name)) return undefined;
  if (typeof name !== "string")
    throw mongoError(40517, `timezone must evaluate to a string, found ${typeName(name)}`);
  return timeZone(name);
}

function partOperator(
  part: (local: Date) => number,
  wrap: (value: number) => unknown = (value) => new Int32(value),
): Operator {
  return (argument, compile, name) => {
    const { date, zone } = dateArguments(argument, compile, name);
    return (scope) => {
      const chosen = zoneOf(zone, scope);
      const value = dateOf(date(scope));
      return chosen && value ? wrap(part(new Date(chosen.toLocal(value.getTime())))) : null;
    };
  };
}

function dateArguments(
  argument: unknown,
  compile: Compile,
  name: string,
): { date: Evaluate; zone: Evaluate | undefined } {
  if (isDoc(argument) && Object.keys(argument)[0]?.[0] !== "$") {
    const args = namedArguments(argument, compile, name, {
      required: ["date"],
      optional: ["timezone"],
      code: 40535,
    });
    return { date: args.date as Evaluate, zone: args.timezone };
  }
  if (Array.isArray(argument)) {
    if (argument.length !== 1)
      throw mongoError(
        40536,
        `${name} accepts exactly one argument if given an array, but was given ${argument.length}`,
      );
    return { date: compile(argument[0]), zone: undefined };
  }
  return { date: compile(argument), zone: undefined };
}

function dateToString(argument: unknown, compile: Compile, name: string): Evaluate {
  const args = namedArguments(argument, compile, name, {
    required: ["date"],
    optional: ["format", "timezone", "onNull"],
    code: 18628,
  });
  const format = (argument as Doc).format;
  if (typeof format === "string" && format[0] !== "$") checkFormat(format);
  return (scope) => {
    const value = args.date?.(scope);
    if (nullish(value)) return args.onNull ? args.onNull(scope) : null;
    const zone = zoneOf(args.timezone, scope);
    const date = dateOf(value);
    const pattern = args.format
      ? args.format(scope)
      : args.timezone
        ? "%Y-%m-%dT%H:%M:%S.%L"
        : "%Y-%m-%dT%H:%M:%S.%LZ";
    if (!zone || !date || nullish(pattern)) return null;
    if (typeof pattern !== "string")
      throw mongoError(
        18533,
        `$dateToString requires that 'format' be a string, found: ${typeName(pattern)}`,
      );
    const instant = date.getTime();
    const local = new Date(zone.toLocal(instant));
    const year = local.getUTCFullYear();
    if (year < 0 || year > 9999)
      throw mongoError(
        18537,
        `Could not convert date to string: date component was outside the supported range of 0-9999: ${year}`,
      );
    return formatDate(pattern, local, instant);
  };
}

function dateFromString(argument: unknown, compile: Compile, name: string): Evaluate {
  const args = namedArguments(argument, compile, name, {
    required: ["dateString"],
    optional: ["format", "timezone", "onError", "onNull"],
    code: 40541,
  });
  return (scope) => {
    const text = args.dateString?.(scope);
    if (nullish(text)) return args.onNull ? args.onNull(scope) : null;
    const zone = zoneOf(args.timezone, scope);
    const format = args.format?.(scope);
    if (!zone || (args.format && nullish(format))) return null;
    if (format !== undefined && typeof format !== "string")
      throw mongoError(
        40684,
        `${name} requires that 'format' be a string, found: ${typeName(format)}`,
      );
    const found = typeof text === "string" ? readDate(text, format) : undefined;
    if (found) {
      if (found.offset !== undefined && args.timezone)
        throw mongoError(
          241,
          "you cannot pass in a date/time string with time zone information together with a timezone argument",
        );
      if (found.offset !== undefined) return new Date(found.local - found.offset * 60_000);
      return new Date(zone.toInstant(found.local));
    }
    if (args.onError) return args.onError(scope);
    throw mongoError(
      241,
      typeof text === "string"
        ? `Error parsing date string '${text}'`
        : `$dateFromString requires that 'dateString' be a string, found: ${typeName(text)}`,
    );
  };
}

function readDate(text: string, format: string | undefined): ParsedDate | undefined {
  if (format !== undefined) return parseDate(text, format);
  const date = dateOfText(text);
  const isZoned = /(Z|[+-]\d\d:?\d\d)$/.test(text.slice(10));
  return date && { local: date.getTime(), offset: isZoned ? 0 : undefined };
}
