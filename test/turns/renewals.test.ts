import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

const hour = 3_600_000;
let world: World;
let double: Double;
let webhook: string;
let moved = 0;

beforeAll(async () => {
  world = await startWorld();
  double = await startDouble("instagram", () => Date.now() + moved);
  webhook = await connect(world, double);
  await publish(
    world,
    flowOf("Hi", { hi: keyword("hi"), hello: say("Hello") }, ["hi.next > hello"]),
  );
});
afterAll(async () => {
  await world.close();
  await double.close();
});

/** Moves the clocks of the server and of the platform. */
function advance(ms: number): void {
  moved += ms;
  world.advance(ms);
}

const renewals = () => double.calls.filter((it) => it.path.startsWith("/refresh_access_token"));

async function answerTo(from: string): Promise<string | undefined> {
  const before = double.sends.length;
  await double.deliver(webhook, { kind: "text", from, text: "hi" });
  await until(() => double.sends.length > before);
  return double.sends.at(-1)?.headers.authorization;
}

test("renews a token in time, once, and goes on with the new one", async () => {
  expect(await answerTo("8400000000000001")).toBe("Bearer IGAAaccounttoken");
  expect(renewals()).toEqual([]);
  advance(26 * hour);
  await Promise.all(["2", "3", "4"].map((it) => answerTo(`840000000000000${it}`)));
  await until(() => renewals().length > 0);
  expect(renewals()).toMatchObject([{ status: 200 }]);
  await until(async () => (await answerTo("8400000000000005")) === "Bearer IGAAaccounttoken2");
  expect(renewals()).toHaveLength(1);
  expect(double.refusals).toEqual([]);
});

test("keeps the new token through a restart, and renews again after a month", async () => {
  await world.restart();
  expect(await answerTo("8400000000000006")).toBe("Bearer IGAAaccounttoken2");
  advance(31 * 24 * hour);
  await answerTo("8400000000000007");
  await until(async () => (await answerTo("8400000000000008")) === "Bearer IGAAaccounttoken3");
  expect(renewals()).toHaveLength(2);
});
