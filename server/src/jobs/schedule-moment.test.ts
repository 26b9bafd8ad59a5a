import { expect, test } from "vitest";
import { scheduleMoment } from "./schedule-moment.ts";

const zone = "Asia/Ho_Chi_Minh";
const minute = 60_000;
const daily = { repeat: "daily", weekdays: [], time: "09:00", tag: "vip" } as const;
const at = (iso: string): number => Date.parse(iso);

test("a daily time comes by the clock of its zone", () => {
  const nine = at("2026-11-21T02:00:00Z");
  expect(scheduleMoment({ ...daily, weekdays: [] }, zone, nine + 30_000, 10 * minute)).toBe(nine);
  expect(scheduleMoment({ ...daily, weekdays: [] }, zone, nine - 1, 10 * minute)).toBeUndefined();
  expect(
    scheduleMoment({ ...daily, weekdays: [] }, zone, nine + 11 * minute, 10 * minute),
  ).toBeUndefined();
});

test("a time just before midnight is still found just after it", () => {
  const late = { ...daily, weekdays: [], time: "23:58" };
  const moment = at("2026-11-21T16:58:00Z");
  expect(scheduleMoment(late, zone, moment + 5 * minute, 10 * minute)).toBe(moment);
});

test("weekdays, dates and days of the month are kept to", () => {
  const saturday = at("2026-11-21T02:00:00Z");
  const on = (schedule: object): number | undefined =>
    scheduleMoment({ ...daily, weekdays: [], ...schedule }, zone, saturday, 10 * minute);
  expect(on({ repeat: "weekly", weekdays: [6] })).toBe(saturday);
  expect(on({ repeat: "weekly", weekdays: [1, 2] })).toBeUndefined();
  expect(on({ repeat: "once", date: "2026-11-21" })).toBe(saturday);
  expect(on({ repeat: "once", date: "2026-11-22" })).toBeUndefined();
  expect(on({ repeat: "monthly", dayOfMonth: 21 })).toBe(saturday);
  expect(on({ repeat: "monthly", dayOfMonth: 31 })).toBeUndefined();
});
