import type { DurationValue } from "@chatloom/flows-schema";
import { spokenLanguage } from "./start-words.ts";

/** A moment as people read it. */
export function moment(iso: string): string {
  return new Intl.DateTimeFormat(spokenLanguage(), {
    dateStyle: "medium",
    timeStyle: "short",
  }).format(new Date(iso));
}

/** A length of time: "1 hour", "2 days". */
export function timeSpan({ amount, unit }: DurationValue): string {
  const style = { style: "unit", unit: unit.slice(0, -1), unitDisplay: "long" } as const;
  return new Intl.NumberFormat(spokenLanguage(), style).format(amount);
}

const steps = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** How long ago a moment is: "2 hours ago". */
export function ago(iso: string, now = Date.now()): string {
  const seconds = Math.round((new Date(iso).getTime() - now) / 1000);
  const format = new Intl.RelativeTimeFormat(spokenLanguage(), { numeric: "auto" });
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) {
      return format.format(Math.trunc(seconds / length), unit);
    }
  }
  return format.format(0, "minute");
}
