import { expect, test } from "vitest";
import { createTokenBucket } from "./token-bucket.ts";

test("a burst goes at once, then the pace holds", () => {
  const bucket = createTokenBucket();
  const rate = { perSecond: 10, burst: 3 };
  const waits = Array.from({ length: 6 }, () => bucket.reserve(rate, 0));
  expect(waits).toEqual([0, 0, 0, 100, 200, 300]);
});

test("quiet time fills it up again, to the burst and no further", () => {
  const bucket = createTokenBucket();
  const rate = { perSecond: 10, burst: 2 };
  bucket.reserve(rate, 0);
  bucket.reserve(rate, 0);
  const later = Array.from({ length: 3 }, () => bucket.reserve(rate, 60_000));
  expect(later).toEqual([0, 0, 100]);
});

test("over a long time no more go out than the rate allows", () => {
  const bucket = createTokenBucket();
  const rate = { perSecond: 20, burst: 5 };
  const sent: number[] = [];
  for (let call = 0; call < 200; call++) sent.push(bucket.reserve(rate, 0));
  expect(sent.filter((it) => it <= 1_000).length).toBeLessThanOrEqual(25);
  expect(sent.at(-1)).toBe(9_750);
});
