import { expect, test } from "vitest";
import { windowAt } from "./window-at.ts";

const at = (hours: number) => new Date(hours * 3_600_000).toISOString();
const ms = (hours: number) => hours * 3_600_000;

test("a channel without a window takes messages at any time", () => {
  expect(windowAt({ open: true }, ms(5))).toEqual({ kind: "free" });
  expect(windowAt({ open: false }, ms(5))).toBeUndefined();
});

test("messages are free until the window closes, whatever was so when it was read", () => {
  const window = { open: true, closesAt: at(24) };
  expect(windowAt(window, ms(24) - 1)).toEqual({ kind: "free", until: ms(24) });
  expect(windowAt(window, ms(24))).toBeUndefined();
});

test("later only people may write, where the channel lets them", () => {
  const window = { open: true, closesAt: at(24), peopleUntil: at(168) };
  expect(windowAt(window, ms(24))).toEqual({ kind: "people", until: ms(168) });
  expect(windowAt(window, ms(168))).toBeUndefined();
});

test("messages are billed where the channel says so, and then until the end", () => {
  const window = { open: true, closesAt: at(168), billedFrom: at(48) };
  expect(windowAt(window, ms(47))).toEqual({ kind: "free", until: ms(48) });
  expect(windowAt(window, ms(48))).toEqual({ kind: "billed", until: ms(168) });
});
