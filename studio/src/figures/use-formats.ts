import { useTranslation } from "react-i18next";

/** Returns the number formats of the reports, in the language of the page. */
export interface Formats {
  readonly count: (value: number) => string;
  /** Any number, with at most two decimals. */
  readonly number: (value: number) => string;
  /** A share of 0 to 1; a dash where there is none. */
  readonly share: (part: number, whole: number) => string;
  /** US dollars unless given. With four decimals below one: a call of a model may cost less than a cent. */
  readonly money: (amount: number, currency?: string) => string;
  /** Amounts of two currencies as one text; their sum where both are US dollars. */
  readonly moneyOf: (
    cost: { readonly amount: number; readonly currency: string },
    dollars: number,
  ) => string;
  /** A duration in milliseconds, in its largest unit; a dash where there is none. */
  readonly duration: (ms: number | undefined) => string;
  /** A day such as `2026-11-29`. */
  readonly day: (date: string) => string;
}

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
  ["millisecond", 1],
] as const;
const none = "–";

const known = new Map<string, Formats>();

/** Returns the formats of reports. They are made once for each language: every edge of a canvas asks. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const { language } = i18n;
  const formats = known.get(language) ?? makeFormats(language);
  known.set(language, formats);
  return formats;
}

function makeFormats(language: string): Formats {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const count = new Intl.NumberFormat(language);
  const share = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const money = (amount: number, currency = "USD") =>
    new Intl.NumberFormat(language, {
      style: "currency",
      currency,
      maximumFractionDigits: Math.abs(amount) < 1 && amount !== 0 ? 4 : undefined,
    }).format(amount);
  const day = new Intl.DateTimeFormat(language, {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
  return {
    count: (value) => count.format(value),
    number: (value) => number.format(value),
    share: (part, whole) => (whole === 0 ? none : share.format(part / whole)),
    money,
    moneyOf: ({ amount, currency }, dollars) =>
      currency === "USD"
        ? money(amount + dollars)
        : [amount > 0 ? money(amount, currency) : "", dollars > 0 ? money(dollars) : ""]
            .filter((it) => it !== "")
            .join(" + ") || money(0, currency),
    duration(ms) {
      if (ms === undefined) {
        return none;
      }
      const [unit, size] = units.find(([, least]) => ms >= least) ?? ["millisecond", 1];
      return new Intl.NumberFormat(language, {
        style: "unit",
        unit,
        unitDisplay: "short",
        maximumFractionDigits: unit === "millisecond" ? 0 : 1,
      }).format(ms / size);
    },
    day: (date) => day.format(new Date(date)),
  };
}
