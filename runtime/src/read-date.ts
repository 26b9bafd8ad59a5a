import { DateTime, IANAZone } from "luxon";
import type { JsonValue } from "./input.ts";

const dayFirst = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const isoLike =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?)?(?:\s?(Z|[+-]\d{2}:?\d{2}))?$/i;

/** A zone that exists: the given one, or UTC for a name that means nothing. */
export function zoneOf(timeZone: string): string {
  return IANAZone.create(timeZone).isValid ? timeZone : "UTC";
}

/**
 * Reads a moment: ISO text (in the given zone if it names none), day-first or month-first dates by language, or
 * epoch seconds or milliseconds. Never looks at the clock, so a text without a date is no moment.
 */
export function readDate(
  value: JsonValue | undefined,
  timeZone: string,
  language = "en",
): DateTime<true> | undefined {
  const zone = zoneOf(timeZone);
  if (typeof value === "number") return fromEpoch(value, zone);
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (/^\d{9,13}$/.test(text)) return fromEpoch(Number(text), zone);
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
  const local = dayFirst.exec(text);
  if (!local) return undefined;
  const [, first, second, year, ...time] = local;
  const monthFirst = text.includes("/") && /^en(-US)?$/i.test(language);
  const [month, day] = monthFirst ? [first, second] : [second, first];
  return (
    moment([year, month, day, ...time], undefined, zone, zone) ??
    moment([year, day, month, ...time], undefined, zone, zone)
  );
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
  if (offset === undefined) return undefined;
  if (offset.toUpperCase() === "Z") return "UTC";
  return `UTC${offset.includes(":") ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`}`;
}

function valid(date: DateTime): DateTime<true> | undefined {
  return date.isValid ? (date as DateTime<true>) : undefined;
}
