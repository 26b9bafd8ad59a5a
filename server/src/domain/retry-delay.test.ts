import { expect, test } from "vitest";
import { mostAttempts, retryDelay } from "./retry-delay.ts";

test("waits double from one second to thirty, then take minutes", () => {
  const waits = Array.from({ length: mostAttempts }, (_, index) =>
    retryDelay(index + 1, undefined, 0),
  );
  expect(waits.map((it) => it / 1_000)).toEqual([
    1, 2, 4, 8, 16, 30, 60, 120, 300, 600, 900, 1_800,
  ]);
});

test("chance adds at most a quarter", () => {
  expect(retryDelay(1, undefined, 0.999)).toBeLessThan(1_251);
});

test("what the platform asks for is waited for, whatever the attempt", () => {
  expect(retryDelay(1, 7_000, 0)).toBe(7_000);
  expect(retryDelay(6, 7_000, 0)).toBe(30_000);
});
