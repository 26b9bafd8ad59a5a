import { expect, test } from "vitest";
import { createBatch } from "./batch.ts";

test("calls of one tick become one group, each with its own answer", async () => {
  const groups: number[][] = [];
  const double = createBatch(async (items: readonly number[]) => {
    groups.push([...items]);
    return items.map((it) => it * 2);
  });

  expect(await Promise.all([double(1), double(2), double(3)])).toEqual([2, 4, 6]);
  expect(groups).toEqual([[1, 2, 3]]);
});

test("what arrives while groups are under way waits and goes together", async () => {
  const groups: number[][] = [];
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const slow = createBatch(
    async (items: readonly number[]) => {
      groups.push([...items]);
      await finished;
      return items;
    },
    { atOnce: 1 },
  );

  const first = slow(1);
  await expect.poll(() => groups.length).toBe(1);
  const others = [slow(2), slow(3)];
  finish();
  await Promise.all([first, ...others]);
  expect(groups).toEqual([[1], [2, 3]]);
});

test("a store that is away fails the whole group, and the next group goes on", async () => {
  let calls = 0;
  const flaky = createBatch(async (items: readonly number[]) => {
    calls += 1;
    if (calls === 1) {
      throw Object.assign(new Error("away"), { code: "ECONNRESET" });
    }
    return items;
  });

  const results = await Promise.allSettled([flaky(1), flaky(2)]);
  expect(results.map((it) => it.status)).toEqual(["rejected", "rejected"]);
  expect(await flaky(3)).toBe(3);
});

test("one bad item fails alone, and a store that is away fails the group at once", async () => {
  let calls = 0;
  const flush = createBatch(async (items: readonly number[]) => {
    calls += 1;
    if (items.includes(7)) {
      throw new Error("7 cannot be stored");
    }
    if (items.includes(99)) {
      throw Object.assign(new Error("away"), { code: "ECONNRESET" });
    }
    return items;
  });
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, it) => flush(it)));
  expect(outcomes.flatMap((it, index) => (it.status === "rejected" ? [index] : []))).toEqual([7]);
  calls = 0;
  await Promise.allSettled([flush(98), flush(99), flush(100)]);
  expect(calls).toBe(1);
});
