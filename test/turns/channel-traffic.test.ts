import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

const { channels } = routes;
let world: World;
let telegram: Double;
let webhook: string;
let channelId: string;

beforeAll(async () => {
  world = await startWorld();
  telegram = await startDouble("telegram");
  webhook = await connect(world, telegram);
  channelId = webhook.split("/").at(-1) ?? "";
  const flow = flowOf("Hi", { hi: keyword("hi"), a: say("Our secret offer") }, ["hi.next > a"]);
  await publish(world, flow);
});
afterAll(async () => {
  await world.close();
  await telegram.close();
});

function traffic() {
  return world.call(channels.readChannelTraffic, { params: { channelId } });
}
async function health() {
  return (await world.call(channels.readChannel, { params: { channelId } })).health;
}

test("webhooks and calls are logged without what people wrote, and counted by the hour", async () => {
  await telegram.deliver(webhook, { kind: "text", text: "hi", from: "4711" });
  await until(async () => (await traffic()).entries.some((it) => it.what.endsWith("/sendMessage")));
  const { entries, hours } = await traffic();
  const incoming = entries.find((it) => it.direction === "in");
  expect(incoming).toMatchObject({ ok: true, status: 200, note: "message" });
  const outgoing = entries.find((it) => it.what.endsWith("/sendMessage"));
  expect(outgoing).toMatchObject({ direction: "out", ok: true, status: 200 });
  const all = JSON.stringify(entries);
  expect(all).not.toContain("Our secret offer");
  expect(all).not.toContain(String(telegram.settings.botToken));
  expect(hours).toHaveLength(1);
  expect(hours[0]).toMatchObject({ refused: 0, failed: 0 });
  expect(await health()).toMatchObject({ received: 1, lastSentAt: expect.any(String) });
});

test("a webhook whose signature does not fit is logged as refused", async () => {
  const headers = { "content-type": "application/json" };
  const reply = await fetch(webhook, { method: "POST", headers, body: "{}" });
  expect(reply.status).toBe(401);
  const { entries } = await traffic();
  expect(entries[0]).toMatchObject({ direction: "in", ok: false, status: 401 });
  expect(await health()).toMatchObject({ refused: 1 });
});

test("the log keeps the last hundred, and failures before successes under a rush", async () => {
  const before = (await health()).refused;
  const post = () => fetch(webhook, { method: "POST", body: "{}" });
  for (let round = 0; round < 7; round++) {
    await Promise.all(Array.from({ length: 30 }, post));
    await traffic();
  }
  const { entries } = await traffic();
  expect(entries).toHaveLength(100);
  expect((await health()).refused).toBe(before + 210);
});

test("the log goes with the channel", async () => {
  await world.call(channels.disconnectChannel, { params: { channelId } });
  expect(await world.refusal(channels.readChannelTraffic, { params: { channelId } })).toMatchObject(
    { status: 404 },
  );
});
