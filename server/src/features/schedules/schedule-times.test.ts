import fc from "fast-check";
import { expect, test } from "vitest";
import { latestTime, nextTime, type Schedule } from "./schedule-times.ts";

const saigon = "Asia/Ho_Chi_Minh";
const berlin = "Europe/Berlin";
const at = (iso: string): number => Date.parse(iso);
const iso = (moment: number | undefined): string | undefined =>
  moment === undefined ? undefined : new Date(moment).toISOString();

function schedule(over: Partial<Schedule>): Schedule {
  return { repeat: "daily", weekdays: [], time: "09:00", tag: "vip", ...over };
}

test("a daily time comes by the clock of its zone, and never twice", () => {
  const nine = at("2026-11-21T02:00:00Z");
  expect(nextTime(schedule({}), saigon, nine - 1)).toBe(nine);
  expect(iso(nextTime(schedule({}), saigon, nine))).toBe("2026-11-22T02:00:00.000Z");
  expect(latestTime(schedule({}), saigon, nine)).toBe(nine);
  expect(iso(latestTime(schedule({}), saigon, nine - 1))).toBe("2026-11-20T02:00:00.000Z");
});

test("nine o'clock stays nine o'clock when clocks change", () => {
  // Germany: summer time ends on 25 October 2026 and begins on 28 March 2027.
  const autumn = nextTime(schedule({}), berlin, at("2026-10-24T08:00:00Z"));
  expect(iso(autumn)).toBe("2026-10-25T08:00:00.000Z");
  const spring = nextTime(schedule({}), berlin, at("2027-03-27T09:00:00Z"));
  expect(iso(spring)).toBe("2027-03-28T07:00:00.000Z");
});

test("a time that clocks skip comes an hour later, one that comes twice fires the first time only", () => {
  const night = schedule({ time: "02:30" });
  const skipped = nextTime(night, berlin, at("2027-03-27T12:00:00Z"));
  expect(iso(skipped)).toBe("2027-03-28T01:30:00.000Z");
  const first = nextTime(night, berlin, at("2026-10-24T12:00:00Z"));
  expect(iso(first)).toBe("2026-10-25T00:30:00.000Z");
  expect(iso(nextTime(night, berlin, first ?? 0))).toBe("2026-10-26T01:30:00.000Z");
});

test("weekdays, dates and days of the month are kept to", () => {
  const saturday = at("2026-11-21T12:00:00Z");
  const next = (over: Partial<Schedule>) => iso(nextTime(schedule(over), "UTC", saturday));
  expect(next({ repeat: "weekly", weekdays: [1, 4] })).toBe("2026-11-23T09:00:00.000Z");
  expect(next({ repeat: "weekly", weekdays: [6] })).toBe("2026-11-28T09:00:00.000Z");
  expect(next({ repeat: "weekly", weekdays: [] })).toBeUndefined();
  expect(next({ repeat: "once", date: "2028-02-29" })).toBe("2028-02-29T09:00:00.000Z");
  expect(next({ repeat: "once", date: "2026-11-21" })).toBeUndefined();
  expect(next({ repeat: "once", date: "" })).toBeUndefined();
  expect(next({ repeat: "monthly", dayOfMonth: 31 })).toBe("2026-11-30T09:00:00.000Z");
  expect(nextTime(schedule({}), "Mars/Olympus", saturday)).toBeUndefined();
});

test("what comes next is the latest once it has come, in any zone", () => {
  const zones = ["UTC", saigon, berlin, "America/New_York", "Australia/Lord_Howe"];
  const repeats = fc.constantFrom("daily", "weekly", "monthly");
  fc.assert(
    fc.property(
      repeats,
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 1, max: 31 }),
      fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2028-01-01T00:00:00Z") }),
      (repeat, zone, hour, dayOfMonth, after) => {
        const time = `${String(hour).padStart(2, "0")}:30`;
        const plan = schedule({ repeat, time, dayOfMonth, weekdays: [1 + (dayOfMonth % 7)] });
        const next = nextTime(plan, zone, after);
        expect(next).toBeGreaterThan(after);
        expect(latestTime(plan, zone, next ?? 0)).toBe(next);
        expect(latestTime(plan, zone, (next ?? 0) - 1)).toBeLessThanOrEqual(after);
      },
    ),
  );
});
