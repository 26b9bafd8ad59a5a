import { expect, test } from "vitest";
import { isFailing } from "./is-failing.ts";

const quiet = { received: 0, refused: 0, called: 0, failed: 0 };

test("a channel fails when most requests fail, or most webhooks are refused", () => {
  expect(isFailing({ status: "connected", health: quiet })).toBe(false);
  expect(isFailing({ status: "connected", health: { ...quiet, called: 9, failed: 4 } })).toBe(
    false,
  );
  expect(isFailing({ status: "connected", health: { ...quiet, called: 9, failed: 5 } })).toBe(true);
  expect(isFailing({ status: "connected", health: { ...quiet, refused: 5 } })).toBe(true);
  expect(isFailing({ status: "connected", health: { ...quiet, received: 90, refused: 5 } })).toBe(
    false,
  );
});

test("a channel that must be reconnected fails, one that is paused does not", () => {
  expect(isFailing({ status: "needsReconnecting", health: quiet })).toBe(true);
  expect(isFailing({ status: "paused", health: { ...quiet, called: 9, failed: 9 } })).toBe(false);
});
