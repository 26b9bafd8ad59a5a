import { io } from "socket.io-client";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readTrustedProxies } from "../../server/src/context/trusted-proxies.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { openVisitor, textsOf, webChannelOf } from "../turns/live-clients.ts";

const { accounts } = routes;
let world: World;

beforeAll(async () => {
  world = await startWorld({ trustProxy: readTrustedProxies("loopback") });
});
afterEach(async () => {
  await set([], "198.51.100.7");
});
afterAll(() => world.close());

/** Sets the list as the owner at an address. */
function set(addresses: readonly string[], from: string, evenWithoutMine = false) {
  return world.fetch("/api/v1/workspace/allowed-addresses", {
    method: "PUT",
    headers: { "x-forwarded-for": from, "content-type": "application/json" },
    body: JSON.stringify({ addresses, evenWithoutMine }),
  });
}

/** The status of a call by cookie or token from an address. */
async function statusFrom(from: string, token?: string, path = "/api/v1/flows") {
  const as = token === undefined ? ("owner" as const) : { token };
  return (await world.fetch(path, { as, headers: { "x-forwarded-for": from } })).status;
}

async function isLive(from: string): Promise<boolean> {
  const socket = io(`${world.url}/live`, {
    transports: ["websocket"],
    reconnection: false,
    extraHeaders: { cookie: await world.cookie("owner"), "x-forwarded-for": from },
  });
  const live = await new Promise<boolean>((resolve) => {
    socket.on("connect", () => resolve(true));
    socket.on("connect_error", () => resolve(false));
  });
  socket.close();
  return live;
}

test("lets members, programs and live connections in from the listed addresses only", async () => {
  const { token } = await world.call(accounts.createApiToken, {
    body: { name: "Program", role: "viewer" },
  });
  expect((await set(["198.51.100.0/24", "2001:db8::/32"], "198.51.100.7")).status).toBe(200);
  expect(await statusFrom("198.51.100.99")).toBe(200);
  expect(await statusFrom("2001:db8:1::9")).toBe(200);
  expect(await statusFrom("::ffff:198.51.100.9", token)).toBe(200);
  expect(await statusFrom("203.0.113.1")).toBe(403);
  expect(await statusFrom("2001:db9::1")).toBe(403);
  expect(await statusFrom("203.0.113.1", token)).toBe(403);
  expect(await isLive("198.51.100.99")).toBe(true);
  expect(await isLive("203.0.113.1")).toBe(false);
});

test("believes only a trusted proxy about the address", async () => {
  await set(["198.51.100.0/24"], "198.51.100.7");
  expect(await statusFrom("198.51.100.7, 203.0.113.1")).toBe(403);
});

test("leaves one's own account and the chats of visitors alone", async () => {
  const channelId = await webChannelOf(world);
  await set(["198.51.100.0/24"], "198.51.100.7");
  expect(await statusFrom("203.0.113.1", undefined, "/api/v1/sessions")).toBe(200);
  const visitor = await openVisitor(world, undefined, channelId);
  await visitor.say("hello");
  await until(() => textsOf(visitor).includes("hello"));
  visitor.close();
});

test("refuses a list without one's own address, unless told so, and what is no address", async () => {
  const own = await set(["203.0.113.0/24"], "198.51.100.7");
  expect(await own.json()).toMatchObject({
    code: "workspace.address-not-yours",
    details: { yours: "198.51.100.7" },
  });
  const wrong = await set(["198.51.100.0/33"], "198.51.100.7");
  expect(await wrong.json()).toMatchObject({
    code: "workspace.address-invalid",
    errors: [{ at: "/addresses/0" }],
  });
  expect((await set(["203.0.113.0/24"], "198.51.100.7", true)).status).toBe(200);
  expect(await statusFrom("198.51.100.7")).toBe(403);
  expect((await set([], "203.0.113.4")).status).toBe(200);
  expect(await statusFrom("198.51.100.7")).toBe(200);
});

test("is for owners only", async () => {
  const refused = await world.refusal(accounts.setAllowedAddresses, {
    as: "admin",
    body: { addresses: [] },
  });
  expect(refused.code).toBe("member.role-too-low");
});
