import { expect, test } from "vitest";
import { SendQueue } from "./send-queue.ts";

test("pauses longer each time that the platform refuses soon again, and shortly after a calm time", () => {
  let now = 0;
  const queue = new SendQueue(() => now, 0);
  const rate = { perSecond: 1_000, burst: 1 };
  const pauses = (ms: number) => {
    queue.pause();
    queue.pause();
    now += ms - 1;
    const before = queue.free(rate);
    now += 3;
    return !before && queue.free(rate);
  };
  for (const ms of [500, 1_000, 2_000, 4_000, 4_000]) {
    expect(pauses(ms), `${ms} ms`).toBe(true);
  }
  now += 10_000;
  expect(pauses(500)).toBe(true);
});
