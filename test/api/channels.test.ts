import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";

const { channels } = routes;
let world: World;
let platform: Server;
let apiBaseUrl: string;
const calls: string[] = [];

beforeAll(async () => {
  platform = createServer((request, response) => {
    calls.push(request.url ?? "");
    const known = request.url?.includes("123:right") ?? false;
    response.writeHead(known ? 200 : 401, { "content-type": "application/json" });
    const result = request.url?.endsWith("/getMe") ? { id: 7, username: "shop_bot" } : true;
    response.end(JSON.stringify(known ? { ok: true, result } : { ok: false, error_code: 401 }));
  });
  await new Promise<void>((resolve) => platform.listen(0, resolve));
  apiBaseUrl = `http://localhost:${(platform.address() as AddressInfo).port}`;
  world = await startWorld();
});
afterAll(async () => {
  platform.close();
  await world.close();
});

async function telegram(botToken: string) {
  const settings = { botToken, apiBaseUrl };
  const body = { type: "telegram", name: "Shop bot", settings };
  return world.call(channels.connectChannel, { body });
}

test("a new workspace has a web chat", async () => {
  const { items } = await world.call(channels.listChannels, { as: "viewer" });
  expect(items).toMatchObject([{ type: "web", name: "Website", status: "connected" }]);
});

test("lists what can be connected, with settings to draw a form from", async () => {
  const { items } = await world.call(channels.listChannelTypes, { as: "viewer" });
  const whatsapp = items.find((it) => it.type === "whatsapp");
  expect(whatsapp?.settings).toHaveProperty("properties.accessToken.widget", "secret");
  expect(items.map((it) => it.type)).toEqual(
    expect.arrayContaining(["whatsapp", "messenger", "telegram", "web", "http"]),
  );
});

test("never returns a secret, and keeps it encrypted", async () => {
  const made = await telegram("123:right");
  expect(JSON.stringify(made)).not.toContain("123:right");
  expect(made).toMatchObject({ secretsSet: ["botToken"], settings: { apiBaseUrl } });
  expect(made.webhookUrl).toBe(`${world.url}/webhooks/telegram/${made.id}`);
  const kept = await world.server.context.connection.collection("channelAccounts").find().toArray();
  expect(JSON.stringify(kept)).not.toContain("123:right");
});

test("keeps the secrets that a change leaves out", async () => {
  const { id } = await telegram("123:right");
  const params = { channelId: id };
  const body = { name: "Renamed", settings: { webhookSecret: "abc" } };
  const changed = await world.call(channels.updateChannel, { params, body });
  expect(changed.name).toBe("Renamed");
  expect(changed.secretsSet.sort()).toEqual(["botToken", "webhookSecret"]);
  expect(await world.call(channels.checkChannel, { params })).toEqual({
    ok: true,
    name: "@shop_bot",
  });
});

test("says what is wrong with settings, by place", async () => {
  const body = { type: "whatsapp", name: "W", settings: { phoneNumberId: "not digits" } };
  const refused = await world.refusal(channels.connectChannel, { body });
  expect(refused.code).toBe("channel.settings-invalid");
  expect(refused.errors?.map((it) => it.at)).toContain("/settings/phoneNumberId");
  const unknown = { type: "pigeon", name: "P", settings: {} };
  const second = await world.refusal(channels.connectChannel, { body: unknown });
  expect(second.code).toBe("channel.type-unknown");
});

test("tells that the platform refuses the credentials", async () => {
  const { id } = await telegram("123:wrong");
  const verdict = await world.call(channels.checkChannel, { params: { channelId: id } });
  expect(verdict.ok).toBe(false);
  expect(verdict.problem?.message).toContain("401");
});

test("tells that the platform cannot be reached", async () => {
  const settings = { botToken: "1:x", apiBaseUrl: "http://localhost:1" };
  const body = { type: "telegram", name: "Nowhere", settings };
  const { id } = await world.call(channels.connectChannel, { body });
  const verdict = await world.call(channels.checkChannel, { params: { channelId: id } });
  expect(verdict.ok).toBe(false);
  expect(verdict.problem?.message).toContain("cannot be reached");
});

test("points the platform at the webhook", async () => {
  const { id } = await telegram("123:right");
  const done = await world.call(channels.setUpChannel, { params: { channelId: id } });
  expect(done).toEqual({ ok: true });
  expect(calls.at(-1)).toContain("/setWebhook");
});

test("pauses, resumes and disconnects", async () => {
  const { id } = await telegram("123:right");
  const params = { channelId: id };
  const paused = await world.call(channels.updateChannel, { params, body: { paused: true } });
  expect(paused.status).toBe("paused");
  const back = await world.call(channels.updateChannel, { params, body: { paused: false } });
  expect(back.status).toBe("connected");
  await world.call(channels.disconnectChannel, { params });
  expect((await world.refusal(channels.readChannel, { params })).code).toBe("channel.not-found");
});

test("connects what the environment describes, once, with its present settings", async () => {
  const config = { channels: { telegram: { botToken: "9:env" } } };
  const other = await startWorld(config);
  await other.restart();
  const { items } = await other.call(channels.listChannels);
  expect(items.filter((it) => it.type === "telegram")).toHaveLength(1);
  await other.close();
});
