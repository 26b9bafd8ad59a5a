import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { anyMessage, flowOf, publish, say } from "./publish-test-flow.ts";

const { channels } = routes;
let world: World;
let http: Double;
let webhook: string;
beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  webhook = await connect(world, http);
  await publish(world, flowOf("Answers", { any: anyMessage(), a: say("Hello") }, ["any.next > a"]));
}, 120_000);
afterAll(async () => {
  await world.close();
  await http.close();
});

function answered(): string[] {
  return http.sends.map((it) => (it.body as { contact: { id: string } }).contact.id);
}

async function write(from: string): Promise<void> {
  const address = new URL(new URL(webhook).pathname, world.url).href;
  expect(await http.deliver(address, { kind: "text", from, text: "hi" })).toBe(200);
}

async function channel() {
  const { items } = await world.call(channels.listChannels);
  return items.find((it) => it.type === "http");
}

test("more people at once than the channel's rate allows are all answered once, through a restart", async () => {
  const people = Array.from({ length: 300 }, (_, index) => `person-${index}`);
  const events = people.map((id) => ({
    id: `e-${id}`,
    type: "message",
    at: new Date().toISOString(),
    contact: { id, name: id },
    text: "hi",
  }));
  expect(await http.deliver(webhook, { kind: "raw", body: { events } })).toBe(200);
  await until(() => answered().length > 60, 60_000);
  await world.restart();
  await until(() => new Set(answered()).size === people.length, 120_000);
  expect(answered().sort()).toEqual([...people].sort());
  await write("newcomer");
  await until(() => answered().includes("newcomer"), 20_000);
  await until(async () => (await channel())?.queue.waiting === 0, 20_000);
}, 240_000);

test("a paused channel takes no turns, and nothing is lost when it goes on", async () => {
  const before = http.sends.length;
  const params = { channelId: (await channel())?.id ?? "" };
  await world.call(channels.updateChannel, { params, body: { paused: true } });
  await write("paused-1");
  await write("paused-2");
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(http.sends.length).toBe(before);
  await world.call(channels.updateChannel, { params, body: { paused: false } });
  await until(() => answered().includes("paused-1") && answered().includes("paused-2"), 20_000);
  expect(http.sends.length).toBe(before + 2);
  expect((await world.call(routes.operations.listDeadLetters)).total).toBe(0);
}, 60_000);
