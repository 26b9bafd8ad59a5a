import { expect, test } from "vitest";
import { isInCanary } from "./is-in-canary.ts";

const ids = Array.from({ length: 4_000 }, (_, index) => `c${index}`);
const chosen = (share: number, version = 2) =>
  ids.filter((it) => isInCanary({ flowId: "f", version, share }, it));

test("about the share of the conversations gets the version on trial", () => {
  for (const share of [1, 10, 50, 99]) {
    expect(Math.abs(chosen(share).length / ids.length - share / 100)).toBeLessThan(0.03);
  }
});

test("a higher share keeps those of a lower one; another version chooses others", () => {
  const more = new Set(chosen(50));
  expect(chosen(10).every((it) => more.has(it))).toBe(true);
  expect(chosen(10, 3)).not.toEqual(chosen(10));
});
