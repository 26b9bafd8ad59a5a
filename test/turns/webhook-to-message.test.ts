import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

let world: World;
let telegram: Double;
let webhook: string;

beforeAll(async () => {
  world = await startWorld();
  telegram = await startDouble("telegram");
  webhook = await connect(world, telegram);
  await publish(
    world,
    flowOf("Greeting", { start: keyword("hello"), a: say("One"), b: say("Two") }, [
      "start.next > a",
      "a.next > b",
    ]),
  );
});
afterAll(async () => {
  await world.close();
  await telegram.close();
});

test("a platform's webhook runs the flow, and its messages go out in order", async () => {
  expect(await telegram.deliver(webhook, { kind: "text", from: "501", text: "hello" })).toBe(200);
  await until(() => telegram.sends.length >= 2);
  expect(telegram.sends.map((it) => (it.body as { text: string }).text)).toEqual(["One", "Two"]);
  expect(telegram.refusals).toEqual([]);
});

test("what is delivered five times at once has one effect", async () => {
  const before = telegram.sends.length;
  const event = { kind: "text", from: "502", text: "hello", id: "777001" } as const;
  const statuses = await Promise.all(
    Array.from({ length: 5 }, () => telegram.deliver(webhook, event)),
  );
  expect(statuses).toEqual([200, 200, 200, 200, 200]);
  await until(() => telegram.sends.length >= before + 2);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(telegram.sends.length).toBe(before + 2);
});
