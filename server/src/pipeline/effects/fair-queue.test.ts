import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createFairQueue, QueueFull } from "./fair-queue.ts";

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

const limits = { atOnce: 2, atOncePerOwner: 2, waitingPerOwner: 10 };
const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function run(
  queue: ReturnType<typeof createFairQueue>,
  log: string[],
  names: readonly string[],
  ms: number,
) {
  return names.map((name) =>
    queue.add(name[0] as string, () => rest(ms).then(() => void log.push(name))),
  );
}

test("owners take turns, each in its own order", async () => {
  const queue = createFairQueue({ ...limits, atOnce: 1 }, Date.now);
  const log: string[] = [];
  run(queue, log, ["a1", "a2", "a3", "b1", "b2", "c1"], 10);
  await vi.advanceTimersByTimeAsync(100);
  expect(log).toEqual(["a1", "b1", "c1", "a2", "b2", "a3"]);
});

test("no owner takes more places than it may", async () => {
  const queue = createFairQueue({ ...limits, atOncePerOwner: 1 }, Date.now);
  const log: string[] = [];
  run(queue, log, ["a1", "a2"], 1_000);
  run(queue, log, ["b1"], 10);
  await vi.advanceTimersByTimeAsync(20);
  expect(log).toEqual(["b1"]);
});

test("what exceeds an owner's minute waits for the next one, others do not", async () => {
  const queue = createFairQueue({ ...limits, atOnce: 1, msPerMinute: 15_000 }, Date.now);
  const log: string[] = [];
  run(queue, log, ["a1", "a2", "a3"], 10_000);
  await vi.advanceTimersByTimeAsync(20_000);
  run(queue, log, ["b1"], 100);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(log).toEqual(["a1", "a2", "b1"]);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(log).toEqual(["a1", "a2", "b1", "a3"]);
});

test("too much that waits is refused, and what fails makes room", async () => {
  const queue = createFairQueue({ ...limits, atOnce: 1, waitingPerOwner: 1 }, Date.now);
  const first = queue.add("a", () => rest(10).then(() => Promise.reject(new Error("no"))));
  const second = queue.add("a", () => Promise.resolve("yes"));
  await expect(queue.add("a", () => Promise.resolve())).rejects.toBeInstanceOf(QueueFull);
  const failure = expect(first).rejects.toThrow("no");
  await vi.advanceTimersByTimeAsync(20);
  await failure;
  expect(await second).toBe("yes");
});

test("slow work of one kind leaves room for another kind of the same owner", async () => {
  const queue = createFairQueue({ ...limits, atOncePerKind: 1 }, Date.now);
  const log: string[] = [];
  const add = (kind: string, ms: number) =>
    void queue.add("a", () => rest(ms).then(() => void log.push(kind)), kind);
  for (let count = 0; count < 3; count++) {
    add("slow", 1_000);
  }
  add("quick", 10);
  await vi.advanceTimersByTimeAsync(20);
  expect(log).toEqual(["quick"]);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(log).toEqual(["quick", "slow", "slow", "slow"]);
});
