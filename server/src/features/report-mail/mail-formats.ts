import type { ScreenLanguage } from "@chatloom/api-schema";
/** The number formats of a mail. */
export interface MailFormats {
  readonly count: (value: number) => string;
  readonly share: (part: number, whole: number) => string;
  readonly money: (value: number, currency?: string) => string;
  /** Of milliseconds, in the largest unit; a dash for undefined. */
  readonly duration: (ms: number | undefined) => string;
  /** How much more or less than before, in percent; a dash where there was nothing. */
  readonly change: (now: number | undefined, before: number | undefined) => string;
  /** A period of days such as `2026-11-29`. */
  readonly days: (from: string, to: string) => string;
}

const none = "–";
const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

/** Makes the formats of a language. */
export function mailFormats(language: ScreenLanguage): MailFormats {
  const count = new Intl.NumberFormat(language);
  const share = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const change = new Intl.NumberFormat(language, {
    style: "percent",
    maximumFractionDigits: 0,
    signDisplay: "exceptZero",
  });
  const day = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
  return {
    count: count.format,
    share: (part, whole) => (whole === 0 ? none : share.format(part / whole)),
    money: (value, currency = "USD") =>
      new Intl.NumberFormat(language, { style: "currency", currency }).format(value),
    duration(ms) {
      if (ms === undefined) {
        return none;
      }
      const [unit, size] = units.find(([, least]) => ms >= least) ?? ["second", 1_000];
      const format = {
        style: "unit",
        unit,
        unitDisplay: "short",
        maximumFractionDigits: 1,
      } as const;
      return new Intl.NumberFormat(language, format).format(ms / size);
    },
    change: (now, before) =>
      now === undefined || !before ? none : change.format(now / before - 1),
    days: (from, to) =>
      from === to
        ? day.format(Date.parse(from))
        : day.formatRange(Date.parse(from), Date.parse(to)),
  };
}
