import { DateTime } from "luxon";
import { isMonthFirst, readDate, zoneOf } from "../read-date.ts";
import { foldName, monthNamed, weekdayNamed } from "./calendar-names.ts";
import { dayOffset, dayText } from "./day-words.ts";

/** The context in which a day is read. */
export interface DayReading {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly timeZone: string;
  /** The contact's language tag, with their country where it is known. */
  readonly language: string;
  readonly flowLanguage: string;
}

/**
 * Reads a day as an ISO date: numbers in the order of the contact's region, names of months and weekdays, "tomorrow". A day
 * without a year is the next one; a weekday is after today; a year of two digits is the nearest.
 */
export function readDay(text: string, reading: DayReading): string | undefined {
  const today = DateTime.fromMillis(reading.now, { zone: zoneOf(reading.timeZone) }).startOf("day");
  const folded = dayText(text);
  const offset = dayOffset(folded);
  if (offset !== undefined) {
    return today.plus({ days: offset }).toISODate() ?? undefined;
  }
  const parts =
    numericParts(folded, reading.language) ??
    asianParts(folded) ??
    vietnameseParts(folded) ??
    namedParts(folded, reading);
  if (parts) {
    return dateOf(parts, today);
  }
  const weekday = weekdayDate(folded, today, reading);
  if (weekday) {
    return weekday;
  }
  // ISO text with a time, as other systems and web forms write it.
  return /^\d{4}-/.test(text.trim())
    ? readDate(text, reading.timeZone, reading.language)?.toISODate()
    : undefined;
}

interface Parts {
  readonly day: number;
  readonly month: number;
  readonly year?: number | undefined;
  /** Whether day and month are swapped, because the first reading does not exist. */
  readonly swapped?: boolean | undefined;
}

function numericParts(text: string, language: string): Parts | undefined {
  const yearFirst = /^(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})$/.exec(text);
  if (yearFirst) {
    const [year = 0, month = 0, day = 0] = yearFirst.slice(1).map(Number);
    return { day, month, year };
  }
  const found = /^(\d{1,2})\s?([-/.])\s?(\d{1,2})(?:\s?[-/.]\s?(\d{4}|'?\d{2}))?$/.exec(text);
  if (!found) {
    return undefined;
  }
  const [, first = "", separator = "", second = "", year] = found;
  const monthFirst = isMonthFirst(language, separator);
  const [month, day] = monthFirst ? [first, second] : [second, first];
  return {
    day: Number(day),
    month: Number(month),
    swapped: true,
    year: year === undefined ? undefined : Number(year.replace("'", "")),
  };
}

/** 2026年12月24日, 12月24日, 2026년 12월 24일. */
function asianParts(text: string): Parts | undefined {
  const found = /^(?:(\d{2,4})\s*[年년]\s*)?(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?/u.exec(
    text,
  );
  if (!found) {
    return undefined;
  }
  const [, year, month, day] = found;
  return {
    day: Number(day),
    month: Number(month),
    year: year === undefined ? undefined : Number(year),
  };
}

/** "24 tháng 12 năm 2026", "ngày 24 tháng 12", with accents folded. */
function vietnameseParts(text: string): Parts | undefined {
  const found =
    /^(?:.*\bngay\s+)?(?:mung\s+)?(\d{1,2})\s*(?:thang|thg)\s*(\d{1,2})(?:[\s,]*(?:nam)?\s*(\d{4}|\d{2}))?$/u.exec(
      text,
    );
  if (!found) {
    return undefined;
  }
  const [, day, month, year] = found;
  return {
    day: Number(day),
    month: Number(month),
    year: year === undefined ? undefined : Number(year),
  };
}

/** One month's name and one or two numbers: "24 Dec 2026", "December 24th", "24 de diciembre de 2026". */
function namedParts(text: string, { language, flowLanguage }: DayReading): Parts | undefined {
  const withoutTime = text.replace(/\d{1,2}:\d{2}(?::\d{2})?\s*(?:am|pm)?/g, " ");
  const words = withoutTime.match(/[\p{L}\p{M}]+/gu) ?? [];
  const months = words.flatMap(
    (word) => monthNamed(foldName(word), [language, flowLanguage]) ?? [],
  );
  const numbers = withoutTime.match(/\d+/g) ?? [];
  const [month, ...otherMonths] = new Set(months);
  const [first = "", second, ...otherNumbers] = numbers;
  if (month === undefined || otherMonths.length > 0 || otherNumbers.length > 0 || first === "") {
    return undefined;
  }
  if (second === undefined) {
    return { day: Number(first), month };
  }
  return first.length === 4
    ? { day: Number(second), month, year: Number(first) }
    : { day: Number(first), month, year: Number(second) };
}

function dateOf(parts: Parts, today: DateTime): string | undefined {
  const date = exists(parts, today);
  if (date || !parts.swapped) {
    return date;
  }
  return exists({ ...parts, day: parts.month, month: parts.day }, today);
}

function exists({ day, month, year }: Parts, today: DateTime): string | undefined {
  const at = (full: number) => {
    const date = DateTime.fromObject({ year: full, month, day }, { zone: today.zone });
    return date.isValid ? date : undefined;
  };
  if (year !== undefined) {
    return at(fullYear(year, today.year))?.toISODate() ?? undefined;
  }
  // 29 February may be up to eight years away.
  for (let full = today.year; full <= today.year + 8; full++) {
    const date = at(full);
    if (date && date >= today) {
      return date.toISODate() ?? undefined;
    }
  }
  return undefined;
}

/** Expands a year of two digits to the nearest year; years of the Buddhist era are 543 ahead. */
function fullYear(year: number, now: number): number {
  if (year >= 2400 && year < 2700) {
    return year - 543;
  }
  if (year >= 100) {
    return year;
  }
  const century = Math.floor(now / 100) * 100;
  const candidates = [century - 100 + year, century + year, century + 100 + year];
  return candidates.reduce((best, it) => (Math.abs(it - now) < Math.abs(best - now) ? it : best));
}

const nextWeek =
  /^(?:next|nachste[nrs]?|kommende[nrs]?|proxim[oa])\s+|\s+(?:next week|tuan sau|toi|nachste woche|que viene|prochain|proxim[oa])$/u;

/** Finds a weekday after today; "next" and similar words mean the coming calendar week. */
function weekdayDate(text: string, today: DateTime, reading: DayReading): string | undefined {
  const bare = text.replace(nextWeek, "");
  const weekday =
    vietnameseWeekday(bare) ??
    weekdayNamed(foldName(bare), [reading.language, reading.flowLanguage]);
  if (weekday === undefined) {
    return undefined;
  }
  const date =
    bare === text
      ? today.plus({ days: ((weekday - today.weekday + 6) % 7) + 1 })
      : today.startOf("week").plus({ days: 6 + weekday });
  return date.toISODate() ?? undefined;
}

const vietnameseNumbers = ["hai", "ba", "tu", "nam", "sau", "bay"];

/** "thứ hai", "thứ 2", "T2" to "thứ bảy", "chủ nhật", "CN", with accents folded. */
function vietnameseWeekday(text: string): number | undefined {
  if (text === "chu nhat" || text === "cn") {
    return 7;
  }
  const word = /^(?:thu|t)\s?(\S+)$/.exec(text)?.[1] ?? "";
  const index = /^[2-7]$/.test(word) ? Number(word) - 2 : vietnameseNumbers.indexOf(word);
  return index < 0 || (text.startsWith("t") && !text.startsWith("thu") && !/\d/.test(word))
    ? undefined
    : index + 1;
}
