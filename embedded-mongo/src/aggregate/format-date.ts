import { mongoError } from "../errors/mongo-error.ts";
import { isoWeek } from "./date-units.ts";

const day = 86_400_000;

/** The number of a local time's day in its year, from 1. */
export function dayOfYear(local: Date): number {
  return Math.floor((local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / day) + 1;
}

const pad = (value: number, length: number) => String(value).padStart(length, "0");

function directive(letter: string, local: Date, instant: number): string {
  switch (letter) {
    case "Y":
      return pad(local.getUTCFullYear(), 4);
    case "m":
      return pad(local.getUTCMonth() + 1, 2);
    case "d":
      return pad(local.getUTCDate(), 2);
    case "H":
      return pad(local.getUTCHours(), 2);
    case "M":
      return pad(local.getUTCMinutes(), 2);
    case "S":
      return pad(local.getUTCSeconds(), 2);
    case "L":
      return pad(local.getUTCMilliseconds(), 3);
    case "j":
      return pad(dayOfYear(local), 3);
    case "w":
      return String(local.getUTCDay() + 1);
    case "u":
      return String(local.getUTCDay() || 7);
    case "U":
      return pad(Math.floor((dayOfYear(local) + 6 - local.getUTCDay()) / 7), 2);
    case "V":
      return pad(isoWeek(local).week, 2);
    case "G":
      return pad(isoWeek(local).year, 4);
    case "z":
    case "Z": {
      const minutes = Math.round((local.getTime() - instant) / 60_000);
      if (letter === "Z") return String(minutes);
      return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(Math.abs(minutes) / 60), 2)}${pad(Math.abs(minutes) % 60, 2)}`;
    }
    case "b":
    case "B":
      return monthName(local, letter === "B");
    case "%":
      return "%";
    default:
      throw mongoError(18536, `Invalid format character '%${letter}' in format string`);
  }
}

function monthName(local: Date, long: boolean): string {
  return local.toLocaleString("en-US", { month: long ? "long" : "short", timeZone: "UTC" });
}

/** Refuses a format with unknown or unfinished directives. */
export function checkFormat(format: string): void {
  if (/(?:^|[^%])(?:%%)*%$/.test(format))
    throw mongoError(18535, "Unmatched '%' at end of format string");
  for (const [, letter] of format.matchAll(/%(.)/gs)) directive(letter as string, new Date(0), 0);
}

/** Writes a date by a format; `local` holds the local time of the instant as if it were UTC. */
export function formatDate(format: string, local: Date, instant: number): string {
  checkFormat(format);
  return format.replace(/%(.)/gs, (_all, letter: string) => directive(letter, local, instant));
}
