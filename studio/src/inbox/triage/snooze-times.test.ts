import { expect, test } from "vitest";
import { snoozeTimes } from "./snooze-times.ts";

const offered = (now: Date) =>
  snoozeTimes(now).map(
    ({ name, at }) => `${name} ${at.getDay()} ${at.getHours()}:${at.getMinutes()}`,
  );

test.each([
  // A Wednesday.
  [
    new Date(2026, 10, 25, 10, 30),
    ["hour 3 11:30", "later 3 13:30", "tomorrow 4 9:0", "nextWeek 1 9:0"],
  ],
  // Late in the evening nothing is left of the day.
  [new Date(2026, 10, 25, 22, 0), ["hour 3 23:0", "tomorrow 4 9:0", "nextWeek 1 9:0"]],
  // On a Sunday tomorrow is Monday; on a Monday next week is in seven days.
  [new Date(2026, 10, 29, 10, 0), ["hour 0 11:0", "later 0 13:0", "tomorrow 1 9:0"]],
  [
    new Date(2026, 10, 30, 10, 0),
    ["hour 1 11:0", "later 1 13:0", "tomorrow 2 9:0", "nextWeek 1 9:0"],
  ],
])("at %s it offers %o", (now, expected) => {
  expect(offered(now)).toEqual(expected);
});
