import type { Period } from "../figures/use-period.ts";

const dayMs = 86_400_000;

/** Returns the moments at which the days of a period begin and end in a time zone, ISO 8601. */
export function momentsOf({ from, to }: Period, timeZone: string) {
  return {
    from: beginningOf(Date.parse(from), timeZone),
    to: beginningOf(Date.parse(to) + dayMs, timeZone),
  };
}

/** Where clocks change at midnight, the second look finds the offset that applies. */
function beginningOf(utc: number, timeZone: string): string {
  const first = utc - offsetAt(utc, timeZone);
  return new Date(utc - offsetAt(first, timeZone)).toISOString();
}

function offsetAt(at: number, timeZone: string): number {
  const local = new Intl.DateTimeFormat("sv", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  }).format(new Date(at));
  return Date.parse(`${local.replace(" ", "T")}Z`) - Math.floor(at / 1_000) * 1_000;
}
