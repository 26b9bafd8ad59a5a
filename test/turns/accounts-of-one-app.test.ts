import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

const { channels } = routes;
const pageB = "1906385232749999";
let world: World;
let messenger: Double;
let addressOfA: string;

beforeAll(async () => {
  world = await startWorld();
  messenger = await startDouble("messenger");
  addressOfA = await connect(world, messenger);
  await publish(
    world,
    flowOf("Hi", { hi: keyword("hi"), hello: say("Hello") }, ["hi.next > hello"]),
  );
});
afterAll(async () => {
  await world.close();
  await messenger.close();
});

/** How often page B tried to answer; the double knows page A only. */
function answersOfB(): number {
  return messenger.calls.filter((it) => it.path.endsWith(`/${pageB}/messages`)).length;
}

function toPageB(text: string, at = Date.now(), address = addressOfA): Promise<number> {
  const sender = { id: "7300000000000042" };
  const message = { mid: `m_${text}_${at}`, text };
  const item = { sender, recipient: { id: pageB }, timestamp: at, message };
  const body = { object: "page", entry: [{ id: pageB, time: at, messaging: [item] }] };
  return messenger.deliver(address, { kind: "raw", body });
}

test("the address of a deleted page goes on working for the other pages of its app", async () => {
  const settings = { ...messenger.settings, pageId: pageB };
  await world.call(channels.connectChannel, { body: { type: "messenger", name: "B", settings } });
  expect(await toPageB("hi")).toBe(200);
  await until(() => answersOfB() === 1);
  const channelId = addressOfA.split("/").at(-1) ?? "";
  await world.call(channels.disconnectChannel, { params: { channelId } });
  await until(async () => (await toPageB("hi", Date.now())) === 200);
  await until(() => answersOfB() >= 2);
});

test("a time far from ours is not believed, so the window is open", async () => {
  const before = answersOfB();
  for (const at of [1, 4_102_444_800_000]) {
    expect(await toPageB("hi", at)).toBe(200);
  }
  await until(() => answersOfB() === before + 2);
});

test("the address that another system used goes on working, by the account in the body", async () => {
  const before = answersOfB();
  const elsewhere = `${new URL(addressOfA).origin}/facebook/webhook`;
  const verify = new URLSearchParams({
    "hub.mode": "subscribe",
    "hub.verify_token": String(messenger.settings.verifyToken),
    "hub.challenge": "4711",
  });
  const shaken = await fetch(`${elsewhere}?${verify}`);
  expect([shaken.status, await shaken.text()]).toEqual([200, "4711"]);
  expect(await toPageB("hi", Date.now(), elsewhere)).toBe(200);
  await until(() => answersOfB() === before + 1);
  const unsigned = await fetch(elsewhere, { method: "POST", body: "{}" });
  expect(unsigned.status).toBe(401);
});

test("an unknown address without a fitting signature is not found", async () => {
  const body = JSON.stringify({ object: "page", entry: [] });
  const url = `${addressOfA.slice(0, -24)}${"0".repeat(24)}`;
  const reply = await fetch(url, { method: "POST", body });
  expect(reply.status).toBe(404);
});

test("one account is connected once", async () => {
  const settings = { ...messenger.settings, pageId: pageB };
  const body = { type: "messenger", name: "B again", settings };
  expect(await world.refusal(channels.connectChannel, { body })).toMatchObject({
    status: 409,
    code: "channel.connected-already",
  });
});
