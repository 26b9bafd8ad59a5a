import { expect, test } from "vitest";
import { lastDue, nextDue, reportedDays } from "./mail-times.ts";

const at = (text: string) => Date.parse(text);
const iso = (moment: number) => new Date(moment).toISOString();
const daily = { every: "day", weekday: 0, hour: 8 } as const;
const weekly = { every: "week", weekday: 0, hour: 8 } as const;
const saigon = "Asia/Ho_Chi_Minh";

test("a daily report is due at its hour in the workspace's time zone", () => {
  expect(iso(nextDue(daily, saigon, at("2026-11-29T00:59:59Z")))).toBe("2026-11-29T01:00:00.000Z");
  expect(iso(nextDue(daily, saigon, at("2026-11-29T01:00:00Z")))).toBe("2026-11-30T01:00:00.000Z");
  expect(iso(lastDue(daily, saigon, at("2026-11-29T01:00:00Z")))).toBe("2026-11-29T01:00:00.000Z");
  expect(iso(lastDue(daily, saigon, at("2026-11-29T00:59:59Z")))).toBe("2026-11-28T01:00:00.000Z");
});

test("a weekly report is due on its weekday and tells about the seven days before", () => {
  // 2026-11-30 is a Monday.
  const due = nextDue(weekly, saigon, at("2026-11-24T12:00:00Z"));
  expect(iso(due)).toBe("2026-11-30T01:00:00.000Z");
  expect(iso(lastDue(weekly, saigon, due + 6 * 86_400_000))).toBe("2026-11-30T01:00:00.000Z");
  expect(reportedDays("week", saigon, due)).toEqual({ from: "2026-11-23", to: "2026-11-29" });
  expect(reportedDays("day", saigon, due)).toEqual({ from: "2026-11-29", to: "2026-11-29" });
});

test("the hour stays the same on the clock when clocks change, and a skipped hour is the one after it", () => {
  const zone = "America/New_York";
  // Clocks go back on 2026-11-01 and forward on 2027-03-14.
  expect(iso(nextDue(daily, zone, at("2026-10-31T13:00:00Z")))).toBe("2026-11-01T13:00:00.000Z");
  const night = { every: "day", weekday: 0, hour: 2 } as const;
  expect(iso(nextDue(night, zone, at("2027-03-14T04:00:00Z")))).toBe("2027-03-14T07:00:00.000Z");
  expect(iso(lastDue(night, zone, at("2027-03-14T08:00:00Z")))).toBe("2027-03-14T07:00:00.000Z");
});
