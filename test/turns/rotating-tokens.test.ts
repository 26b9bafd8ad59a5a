import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedMongo } from "@chatloom/embedded-mongo";
import { type RunningServer, startServer } from "@chatloom/server";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, testConfig, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";
import { type ServerProcess, startProcess } from "./server-process.ts";

const hour = 3_600_000;
const tokenPath = "/v4/oa/access_token";
const greeting = flowOf("Hi", { hi: keyword("hi"), hello: say("Hello") }, ["hi.next > hello"]);
const people = (count: number) =>
  Array.from({ length: count }, (_, index) => `24684588352961${String(index).padStart(5, "0")}`);

/** Where tokens are exchanged: passes calls on, holds them, or loses the answer. */
interface TokenHost {
  readonly url: string;
  mode: "pass" | "hold" | "lose";
  /** How many calls came. */
  readonly calls: () => number;
  readonly close: () => Promise<void>;
}

async function startTokenHost(target: string): Promise<TokenHost> {
  let calls = 0;
  const server: Server = createServer((request, response) => void pass(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const host: TokenHost = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mode: "pass",
    calls: () => calls,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return host;

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    calls += 1;
    if (host.mode === "hold") {
      return;
    }
    const headers = {
      "content-type": String(request.headers["content-type"]),
      secret_key: String(request.headers.secret_key),
    };
    const body = Buffer.concat(chunks).toString();
    const answer = await fetch(target + request.url, { method: "POST", headers, body });
    const text = await answer.text();
    if (host.mode === "pass") {
      response.writeHead(200, { "content-type": "application/json" }).end(text);
    }
  }
}

let double: Double;
let moved = 0;
const now = () => Date.now() + moved;
const exchanges = () => double.calls.filter((it) => it.path === tokenPath);
const refusedExchanges = () => exchanges().filter((it) => it.problem !== undefined);
const answers = (from: string) =>
  double.sends.filter((it) => JSON.stringify(it.body).includes(`"${from}"`));

beforeEach(async () => {
  moved = 0;
  double = await startDouble("zalo", now);
});
afterEach(() => double.close());

describe("on one server", () => {
  let world: World;
  let webhook: string;
  beforeEach(async () => {
    world = await startWorld();
    webhook = await connect(world, double);
    await publish(world, greeting);
  });
  afterEach(() => world.close());

  function advance(ms: number): void {
    moved += ms;
    world.advance(ms);
  }
  const hi = (from: string) => double.deliver(webhook, { kind: "text", from, text: "hi" });
  const answered = (given: readonly string[]) =>
    until(() => given.every((it) => answers(it).length > 0), 20_000);

  test("exchanges what a member entered, and renews once however many messages wait", async () => {
    const [first = "", ...others] = people(30);
    await hi(first);
    await answered([first]);
    expect(exchanges()).toHaveLength(1);
    advance(26 * hour);
    await Promise.all(others.map(hi));
    await answered(others);
    expect(exchanges()).toHaveLength(2);
    expect(refusedExchanges()).toEqual([]);
    expect(double.duplicates()).toEqual([]);
  });

  test("tells members when a token cannot be renewed, and goes on once they enter new ones", async () => {
    const [first = "", second = "", third = ""] = people(3);
    await hi(first);
    await answered([first]);
    // Another system uses up the refresh token.
    const form = { refresh_token: "zalo-refresh-2", app_id: "1234567890123456789" };
    await fetch(double.url + tokenPath, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        secret_key: "zalo-app-secret",
      },
      body: new URLSearchParams({ ...form, grant_type: "refresh_token" }),
    });
    advance(26 * hour);
    await hi(second);
    const alerts = async () => (await world.call(routes.operations.listAlerts)).items;
    await until(async () => (await alerts()).some((it) => it.code === "channel.renewal-lost"));
    const lost = (await alerts()).find((it) => it.code === "channel.renewal-lost");
    expect(lost?.message).toContain("Invalid refresh token");
    expect(lost?.message).toContain("Connect it again");
    const tried = exchanges().length;
    const { items } = await world.call(routes.channels.listChannels);
    const channel = items.find((it) => it.type === "zalo");
    await until(async () => {
      const params = { channelId: channel?.id ?? "" };
      const { status } = await world.call(routes.channels.readChannel, { params });
      return status === "needsReconnecting";
    });
    expect(exchanges()).toHaveLength(tried);

    const settings = { accessToken: "", refreshToken: "zalo-refresh-3" };
    const params = { channelId: channel?.id ?? "" };
    await world.call(routes.channels.updateChannel, { params, body: { settings } });
    await hi(third);
    await answered([third]);
  });
});

test("two servers over one store use a refresh token once", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "chatloom-tokens-"));
  const store = await startEmbeddedMongo({ dataDir });
  const world = await startWorld({ mongodbUri: store.uri });
  const config = { ...testConfig(dataDir), mongodbUri: store.uri, publicUrl: world.url };
  const log = pino({ level: "fatal" });
  const other: RunningServer = await startServer({ config, log, now });
  try {
    const webhook = await connect(world, double);
    await publish(world, greeting);
    const there = webhook.replace(world.url, other.url);
    const all = people(40);
    const [first = ""] = all;
    const hi = (from: string, address: string) =>
      double.deliver(address, { kind: "text", from, text: "hi" });
    await hi(first, webhook);
    await until(() => answers(first).length > 0, 20_000);
    for (let round = 0; round < 3; round += 1) {
      const before = exchanges().length;
      moved += 26 * hour;
      world.advance(26 * hour);
      const asking = all.slice(1 + round * 12, 13 + round * 12);
      await Promise.all(asking.map((it, index) => hi(it, index % 2 === 0 ? webhook : there)));
      await until(() => asking.every((it) => answers(it).length > 0), 30_000);
      expect(exchanges()).toHaveLength(before + 1);
    }
    expect(refusedExchanges()).toEqual([]);
    expect(double.duplicates()).toEqual([]);
  } finally {
    await other.close();
    await world.close();
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 120_000);

describe("after kill -9 in the middle of a renewal", () => {
  let world: World;
  let host: TokenHost;
  let webhook: string;
  let server: ServerProcess | undefined;

  beforeEach(async () => {
    world = await startWorld();
    host = await startTokenHost(double.url);
    const settings = { ...double.settings, accessToken: "", loginBaseUrl: host.url };
    host.mode = "hold";
    const connected = { ...double, settings } as Double;
    webhook = await connect(world, connected);
    await publish(world, greeting);
    await world.stop();
  });
  afterEach(async () => {
    await server?.kill("SIGKILL");
    await host.close();
    await world.close();
  });

  async function killInRenewal(mode: TokenHost["mode"]): Promise<void> {
    host.mode = mode;
    const before = host.calls();
    server = await startProcess(world);
    await until(() => host.calls() > before, 30_000);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await server.kill("SIGKILL");
    host.mode = "pass";
  }

  test("the next process renews with the same token, if the platform has not taken it", async () => {
    await killInRenewal("hold");
    server = await startProcess(world);
    const [first = ""] = people(1);
    await double.deliver(webhook, { kind: "text", from: first, text: "hi" });
    await until(() => answers(first).length > 0, 40_000);
    expect(refusedExchanges()).toEqual([]);
  }, 90_000);

  test("members are told, if the platform has taken it and its answer died with the process", async () => {
    await killInRenewal("lose");
    server = await startProcess(world);
    await until(() => refusedExchanges().length > 0, 40_000);
    const alerts = async () => (await world.call(routes.operations.listAlerts)).items;
    await until(async () => (await alerts()).some((it) => it.code === "channel.renewal-lost"));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(refusedExchanges()).toHaveLength(1);
  }, 90_000);
});
