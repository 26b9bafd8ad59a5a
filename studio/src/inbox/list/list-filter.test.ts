import { expect, test } from "vitest";
import {
  countFilters,
  type ListFilter,
  readFilter,
  sameFilter,
  writeFilter,
} from "./list-filter.ts";

const id = "0123456789abcdef01234567";

test("a filter comes back from the address as it went in", () => {
  const filter: ListFilter = {
    view: "waiting",
    labelId: id,
    priority: "urgent",
    unread: true,
    waitingMinutes: 60,
  };
  expect(readFilter(writeFilter(filter))).toEqual(filter);
  expect(readFilter(new URLSearchParams("waitingMinutes=soon&unread=maybe&other=1"))).toEqual({});
});

test("filters are the same in any order, and what is off is not there", () => {
  expect(sameFilter({ view: "mine", unread: true }, { unread: true, view: "mine" })).toBe(true);
  expect(sameFilter({ unread: false }, {})).toBe(true);
  expect(sameFilter({ priority: "low" }, { priority: "high" })).toBe(false);
  expect(countFilters({ view: "mine", unread: true, resolved: false, labelId: id })).toBe(2);
});
