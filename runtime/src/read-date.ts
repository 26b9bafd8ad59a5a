import { DateTime, IANAZone } from "luxon";
import type { JsonValue } from "./input.ts";

const slashed = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const isoLike =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?)?(?:\s?(Z|[+-]\d{2}:?\d{2}))?$/i;

/** Returns the time zone if it exists, else UTC. */
export function zoneOf(timeZone: string): string {
  return IANAZone.create(timeZone).isValid ? timeZone : "UTC";
}

/**
 * Reads a moment: ISO text (in the given zone if it names none), dates with day or month first by language, or
 * epoch seconds or milliseconds. A text without a date gives undefined, as the current time is unknown here.
 */
export function readDate(
  value: JsonValue | undefined,
  timeZone: string,
  language = "en",
): DateTime<true> | undefined {
  const zone = zoneOf(timeZone);
  if (typeof value === "number") {
    return fromEpoch(value, zone);
  }
  if (typeof value !== "string") {
    return undefined;
  }
  const text = value.trim();
  if (/^\d{9,13}$/.test(text)) {
    return fromEpoch(Number(text), zone);
  }
  const iso = isoLike.exec(text);
  if (iso) {
    const [, year, month, day, hour, minute, second, fraction, offset] = iso;
    return moment(
      [year, month, day, hour, minute, second],
      fraction,
      offsetZone(offset) ?? zone,
      zone,
    );
  }
  const local = slashed.exec(text);
  if (!local) {
    return undefined;
  }
  const [, first, second, year, ...time] = local;
  const [month, day] = isMonthFirst(language, text) ? [first, second] : [second, first];
  return (
    moment([year, month, day, ...time], undefined, zone, zone) ??
    moment([year, day, month, ...time], undefined, zone, zone)
  );
}

const monthFirstTags = new Map<string, boolean>();

/** Tells whether a date such as 3/4 has the month first in a language and region. Dates with points never do. */
export function isMonthFirst(language: string, text: string): boolean {
  if (text.includes(".")) {
    return false;
  }
  const tag = language.replace(/_/g, "-");
  let monthFirst = monthFirstTags.get(tag);
  if (monthFirst === undefined) {
    monthFirst = findMonthFirst(tag);
    // Tags come from contacts, so the number of entries must be limited.
    if (monthFirstTags.size >= 500) {
      monthFirstTags.clear();
    }
    monthFirstTags.set(tag, monthFirst);
  }
  return monthFirst;
}

function findMonthFirst(tag: string): boolean {
  try {
    const format = new Intl.DateTimeFormat(tag, { month: "numeric", day: "numeric" });
    const parts = format.formatToParts(0).map((it) => it.type);
    return parts.indexOf("month") < parts.indexOf("day");
  } catch {
    return false;
  }
}

function fromEpoch(value: number, zone: string): DateTime<true> | undefined {
  const ms = Math.abs(value) < 100_000_000_000 ? value * 1000 : value;
  return valid(DateTime.fromMillis(Math.round(ms), { zone, locale: "en-US" }));
}

function moment(
  parts: readonly (string | undefined)[],
  fraction: string | undefined,
  zone: string,
  shownIn: string,
): DateTime<true> | undefined {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map((it) =>
    it === undefined ? undefined : Number(it),
  );
  const millisecond = fraction === undefined ? 0 : Number(fraction.padEnd(3, "0"));
  const units = { year, month, day, hour, minute, second, millisecond };
  return valid(DateTime.fromObject(units, { zone, locale: "en-US" }).setZone(shownIn));
}

function offsetZone(offset: string | undefined): string | undefined {
  if (offset === undefined) {
    return undefined;
  }
  if (offset.toUpperCase() === "Z") {
    return "UTC";
  }
  return `UTC${offset.includes(":") ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`}`;
}

function valid(date: DateTime): DateTime<true> | undefined {
  return date.isValid ? (date as DateTime<true>) : undefined;
}
