import { mongoError } from "../errors/mongo-error.ts";
import { daysOfIsoWeek, daysOfMonth } from "./date-from-parts.ts";

/** What a text says of a date: the local time as if it were UTC, and how many minutes it is ahead of UTC, if it says. */
export type ParsedDate = { readonly local: number; readonly offset: number | undefined };

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const monthNames =
  "(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)";

/** What each directive of a format stands for in a text. */
const patterns: Readonly<Record<string, string>> = {
  Y: "(\\d{4})",
  G: "(\\d{4})",
  m: "(\\d{1,2})",
  d: "(\\d{1,2})",
  H: "(\\d{1,2})",
  M: "(\\d{2})",
  S: "(\\d{2})",
  L: "(\\d{1,3})",
  j: "(\\d{1,3})",
  u: "([1-7])",
  V: "(\\d{1,2})",
  z: "(Z|[+-]\\d{2}:?\\d{2})",
  Z: "([+-]\\d{1,4})",
  b: monthNames,
  B: monthNames,
};

/** Reads a text by a format; `undefined` if it does not follow it, or does not say all of a date. */
export function parseDate(text: string, format: string): ParsedDate | undefined {
  const { regex, letters } = compileFormat(format);
  const match = regex.exec(text);
  if (!match) return undefined;
  const found: Record<string, string> = {};
  for (const [at, letter] of letters.entries()) found[letter] = match[at + 1] as string;
  const day = dayOf(found);
  if (day === undefined) return undefined;
  const number = (letter: string): number => Number(found[letter] ?? 0);
  const milliseconds = Number((found.L ?? "0").padEnd(3, "0"));
  const time = ((number("H") * 60 + number("M")) * 60 + number("S")) * 1000 + milliseconds;
  return { local: day + time, offset: offsetOf(found) };
}

const compiled = new Map<string, { regex: RegExp; letters: readonly string[] }>();

function compileFormat(format: string): { regex: RegExp; letters: readonly string[] } {
  const known = compiled.get(format);
  if (known) return known;
  const letters: string[] = [];
  let source = "";
  for (let at = 0; at < format.length; at++) {
    const char = format.charAt(at);
    if (char !== "%") {
      source += char.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
      continue;
    }
    const letter = format.charAt(++at);
    if (letter === "") throw mongoError(18535, "Unmatched '%' at end of format string");
    if (letter === "%") {
      source += "%";
      continue;
    }
    const pattern = Object.hasOwn(patterns, letter) ? patterns[letter] : undefined;
    if (pattern === undefined)
      throw mongoError(18536, `Invalid format character '%${letter}' in format string`);
    letters.push(letter);
    source += pattern;
  }
  const result = { regex: new RegExp(`^${source}$`, "i"), letters };
  if (compiled.size < 500) compiled.set(format, result);
  return result;
}

function dayOf(found: Readonly<Record<string, string>>): number | undefined {
  const month = found.m ?? monthNumber(found.b ?? found.B);
  if (found.G !== undefined && found.V !== undefined)
    return daysOfIsoWeek(Number(found.G), Number(found.V), Number(found.u ?? 1));
  if (found.Y === undefined) return undefined;
  if (found.j !== undefined) return daysOfMonth(Number(found.Y), 1, Number(found.j));
  if (month === undefined || found.d === undefined) return undefined;
  if (Number(month) < 1 || Number(month) > 12 || Number(found.d) > 31) return undefined;
  return daysOfMonth(Number(found.Y), Number(month), Number(found.d));
}

function monthNumber(name: string | undefined): number | undefined {
  return name === undefined ? undefined : months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function offsetOf({ z, Z }: Readonly<Record<string, string>>): number | undefined {
  if (Z !== undefined) return Number(Z);
  if (z === undefined) return undefined;
  if (z === "Z" || z === "z") return 0;
  const digits = z.replace(":", "");
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return digits.startsWith("-") ? -minutes : minutes;
}
