import { expect, test } from "vitest";
import { type Rate, TokenBucket } from "./token-bucket.ts";

function takeAt(bucket: TokenBucket, rate: Rate, now: number): number {
  const wait = bucket.wait(rate, now);
  if (wait === 0) {
    bucket.take();
  }
  return wait;
}

test("a burst goes at once, then the rate holds", () => {
  const bucket = new TokenBucket();
  const rate = { perSecond: 10, burst: 3 };
  expect(Array.from({ length: 5 }, () => takeAt(bucket, rate, 0))).toEqual([0, 0, 0, 100, 100]);
  expect(takeAt(bucket, rate, 100)).toBe(0);
  expect(takeAt(bucket, rate, 100)).toBe(100);
});

test("asking takes nothing, so nobody goes into debt", () => {
  const bucket = new TokenBucket();
  const rate = { perSecond: 1, burst: 1 };
  takeAt(bucket, rate, 0);
  for (let call = 0; call < 1_000; call++) {
    bucket.wait(rate, 0);
  }
  expect(bucket.wait(rate, 1_000)).toBe(0);
});

test("a pause takes what is there, and gains nothing until it is over", () => {
  const bucket = new TokenBucket();
  const rate = { perSecond: 10, burst: 5 };
  bucket.wait(rate, 0);
  bucket.pause(500, 0);
  expect(bucket.wait(rate, 100)).toBe(500);
  expect(bucket.wait(rate, 590)).toBe(11);
  expect([0, 1].map(() => takeAt(bucket, rate, 600))).toEqual([0, 100]);
});

test("a quiet time fills it up to the burst and no further", () => {
  const bucket = new TokenBucket();
  const rate = { perSecond: 10, burst: 2 };
  takeAt(bucket, rate, 0);
  takeAt(bucket, rate, 0);
  expect([0, 1, 2].map(() => takeAt(bucket, rate, 60_000))).toEqual([0, 0, 100]);
});
