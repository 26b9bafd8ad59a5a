import type { DateTime } from "luxon";
import { readLocale } from "./locale.ts";

interface Names {
  readonly months: readonly string[];
  readonly days: readonly string[];
  readonly shorten: (name: string) => string;
  readonly halves: readonly string[];
}

/** Month and weekday names that are the same in every browser; `Intl` differs from version to version. */
const names: Readonly<Record<"en" | "vi" | "bn", Names>> = {
  en: {
    months:
      "January February March April May June July August September October November December".split(
        " ",
      ),
    days: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" "),
    shorten: (name: string) => name.slice(0, 3),
    halves: ["AM", "PM"],
  },
  vi: {
    months: Array.from({ length: 12 }, (_, index) => `tháng ${index + 1}`),
    days: ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"],
    shorten: (name: string) =>
      name.replace("tháng", "thg").replace("Thứ", "Th").replace("Chủ Nhật", "CN"),
    halves: ["SA", "CH"],
  },
  bn: {
    months: "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর".split(" "),
    days: "সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবিবার".split(" "),
    shorten: (name: string) => name.replace(/বার$/, "").replace(/^(জানু|ফেব).+/, "$1"),
    halves: ["AM", "PM"],
  },
};
const byLanguage = new Map(Object.entries(names));

const two = (value: number) => String(value).padStart(2, "0");
const twelve = (hour: number) => hour % 12 || 12;

/** Writes a moment by a pattern with `%` directives, as Liquid's `date` filter knows them. */
export function formatDate(date: DateTime<true>, pattern: string, language: string): string {
  const words = byLanguage.get(readLocale(language)?.language ?? "") ?? names.en;
  const month = words.months[date.month - 1] ?? "";
  const day = words.days[date.weekday - 1] ?? "";
  const half = words.halves[date.hour < 12 ? 0 : 1] ?? "";
  const offset = (separator: string) => {
    const minutes = Math.abs(date.offset);
    const sign = date.offset < 0 ? "-" : "+";
    return `${sign}${two(Math.trunc(minutes / 60))}${separator}${two(minutes % 60)}`;
  };
  const directives: Readonly<Record<string, () => string | number>> = {
    Y: () => date.year,
    y: () => two(date.year % 100),
    m: () => two(date.month),
    B: () => month,
    b: () => words.shorten(month),
    h: () => words.shorten(month),
    d: () => two(date.day),
    e: () => String(date.day).padStart(2),
    j: () => String(date.ordinal).padStart(3, "0"),
    H: () => two(date.hour),
    k: () => String(date.hour).padStart(2),
    I: () => two(twelve(date.hour)),
    l: () => String(twelve(date.hour)).padStart(2),
    M: () => two(date.minute),
    S: () => two(date.second),
    L: () => String(date.millisecond).padStart(3, "0"),
    p: () => half,
    P: () => half.toLowerCase(),
    A: () => day,
    a: () => words.shorten(day),
    u: () => date.weekday,
    w: () => date.weekday % 7,
    s: () => Math.trunc(date.toMillis() / 1000),
    z: () => offset(""),
    Z: () => date.zoneName,
    F: () => `${date.year}-${two(date.month)}-${two(date.day)}`,
    D: () => `${two(date.month)}/${two(date.day)}/${two(date.year % 100)}`,
    T: () => `${two(date.hour)}:${two(date.minute)}:${two(date.second)}`,
    R: () => `${two(date.hour)}:${two(date.minute)}`,
    n: () => "\n",
    t: () => "\t",
    "%": () => "%",
  };
  return pattern.replace(
    /%([-^]?)(:?)([A-Za-z%])/g,
    (whole, flag: string, colon: string, letter: string) => {
      if (colon) {
        return letter === "z" ? offset(":") : whole;
      }
      const directive = directives[letter];
      if (directive === undefined) {
        return whole;
      }
      const text = String(directive());
      if (flag === "^") {
        return text.toUpperCase();
      }
      return flag === "-" ? text.replace(/^[0 ]+(?=.)/, "") : text;
    },
  );
}
