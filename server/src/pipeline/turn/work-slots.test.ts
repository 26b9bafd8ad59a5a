import { expect, test } from "vitest";
import { WorkSlots } from "./work-slots.ts";

test("no more work goes on at once than there are slots, and what has begun goes on before what is new", async () => {
  const slots = new WorkSlots(2);
  const order: string[] = [];
  let [now, most] = [0, 0];
  const work = async (name: string, begun: boolean): Promise<void> => {
    await slots.enter(begun);
    now += 1;
    most = Math.max(most, now);
    order.push(name);
    await new Promise((resolve) => setImmediate(resolve));
    now -= 1;
    slots.leave();
  };
  await Promise.all([
    work("first", false),
    work("second", false),
    work("new", false),
    work("newer", false),
    work("begun", true),
  ]);
  expect(most).toBe(2);
  expect(order).toEqual(["first", "second", "begun", "new", "newer"]);
  expect([slots.enter(false), slots.enter(true)]).toEqual([undefined, undefined]);
});

test("whoever waits for an answer lets others work, and goes on before new work", async () => {
  const slots = new WorkSlots(1);
  const order: string[] = [];
  let answer = () => {};
  const asking = (async () => {
    await slots.enter(false);
    await slots.outside(() => new Promise<void>((resolve) => (answer = resolve)));
    order.push("asker");
    slots.leave();
  })();
  const others = ["one", "two"].map(async (name) => {
    await slots.enter(false);
    order.push(name);
    answer();
    await new Promise((resolve) => setImmediate(resolve));
    slots.leave();
  });
  await Promise.all([asking, ...others]);
  expect(order).toEqual(["one", "asker", "two"]);
  await expect(
    (async () => {
      await slots.enter(false);
      await slots.outside(() => Promise.reject(new Error("No answer")));
    })(),
  ).rejects.toThrow("No answer");
  slots.leave();
  expect(slots.enter(false)).toBeUndefined();
});
