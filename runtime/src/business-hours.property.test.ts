import fc from "fast-check";
import { expect, test } from "vitest";
import { isOpen, nextOpening, type OpeningHours } from "./business-hours.ts";

const minute = 60_000;
/** Clocks go forward and back in these zones around the chosen days; one of them by half an hour, one not at all. */
const changes = [
  { timeZone: "Europe/Berlin", days: [Date.UTC(2026, 2, 29), Date.UTC(2026, 9, 25)] },
  { timeZone: "America/New_York", days: [Date.UTC(2026, 2, 8), Date.UTC(2026, 10, 1)] },
  { timeZone: "Australia/Lord_Howe", days: [Date.UTC(2026, 3, 4), Date.UTC(2026, 9, 3)] },
  { timeZone: "Asia/Ho_Chi_Minh", days: [Date.UTC(2026, 2, 29), Date.UTC(2026, 9, 25)] },
];

/** Weekday (1 is Monday), date and minute of the day that a clock on the wall shows. */
function wallClock(at: number, timeZone: string) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const of = (type: string) => parts.find((it) => it.type === type)?.value ?? "";
  const weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(of("weekday")) + 1;
  return {
    weekday,
    date: `${of("year")}-${of("month")}-${of("day")}`,
    minute: Number(of("hour")) * 60 + Number(of("minute")),
  };
}

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

const scenario = fc.record({
  change: fc.constantFrom(...changes),
  which: fc.constantFrom(0, 1),
  from: fc.integer({ min: 0, max: 1_438 }),
  length: fc.integer({ min: 1, max: 900 }),
  startMinutes: fc.integer({ min: -2 * 1_440, max: 2 * 1_440 }),
  holiday: fc.boolean(),
});

test("it is open exactly while the clock on the wall shows the hours, also where clocks change", () => {
  fc.assert(
    fc.property(scenario, ({ change, which, from, length, startMinutes, holiday }) => {
      const { timeZone, days } = change;
      const day = days[which] ?? 0;
      const to = Math.min(from + length, 1_440);
      const everyDay = [1, 2, 3, 4, 5, 6, 7];
      const hours: OpeningHours = {
        timeZone,
        businessHours: everyDay.map((weekday) => ({ weekday, from: clock(from), to: clock(to) })),
        holidays: holiday ? [new Date(day).toISOString().slice(0, 10)] : [],
      };
      const now = day + startMinutes * minute;
      const shown = wallClock(now, timeZone);
      const within = shown.minute >= from && shown.minute < to;
      const closed = hours.holidays?.includes(shown.date) ?? false;
      // Of an hour that comes twice only the first pass counts where it opens or closes within it.
      const again = [30, 60].some((ago) => {
        const before = wallClock(now - ago * minute, timeZone);
        return before.date === shown.date && before.minute === shown.minute;
      });
      fc.pre(!again);
      expect(isOpen(now, hours)).toBe(within && !closed);
      const next = nextOpening(now, hours);
      expect(next).toBeGreaterThanOrEqual(now);
      expect(isOpen(next ?? 0, hours)).toBe(true);
      if (next !== undefined && next > now) {
        expect(isOpen(next - 1, hours)).toBe(false);
      }
    }),
    { numRuns: 600 },
  );
});

test("hours that end after midnight begin on their own day, and a holiday ends them at midnight", () => {
  const hours: OpeningHours = {
    timeZone: "Europe/Berlin",
    businessHours: [{ weekday: 5, from: "22:00", to: "02:00" }],
  };
  const friday = (hour: number) => Date.UTC(2026, 5, 5, hour);
  expect(isOpen(friday(19), hours)).toBe(false);
  expect(isOpen(friday(20), hours)).toBe(true);
  expect(isOpen(friday(23), hours)).toBe(true);
  expect(isOpen(friday(24), hours)).toBe(false);
  const festive = { ...hours, holidays: ["2026-06-06"] };
  expect(isOpen(friday(21), festive)).toBe(true);
  expect(isOpen(friday(22), festive)).toBe(false);
});

test("hours within the hour that is skipped open when clocks go forward", () => {
  const hours: OpeningHours = {
    timeZone: "Europe/Berlin",
    businessHours: [{ weekday: 7, from: "02:15", to: "05:00" }],
  };
  const change = Date.UTC(2026, 2, 29, 1);
  expect(nextOpening(change - 3_600_000, hours)).toBe(change);
});

test("who never works opens never, and who works always closes on holidays only", () => {
  const never = { timeZone: "UTC", businessHours: [{ weekday: 1, from: "09:00", to: "10:00" }] };
  const mondays = Array.from({ length: 70 }, (_, week) =>
    new Date(Date.UTC(2026, 5, 1) + week * 7 * 86_400_000).toISOString().slice(0, 10),
  );
  const monday = Date.UTC(2026, 5, 1, 9);
  expect(nextOpening(monday, { ...never, holidays: mondays })).toBeUndefined();
  const always = { timeZone: "UTC", businessHours: [], holidays: ["2026-12-25"] };
  expect(isOpen(Date.UTC(2026, 11, 24, 23, 59), always)).toBe(true);
  expect(nextOpening(Date.UTC(2026, 11, 25, 8), always)).toBe(Date.UTC(2026, 11, 26));
});
