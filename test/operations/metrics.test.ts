import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { channelAccounts } from "../../server/src/records/channel-account-model.ts";
import { jobs } from "../../server/src/records/job-model.ts";
import { processes } from "../../server/src/store/process-model.ts";
import { startWithPeople, type WorldWithPeople } from "../inbox/world-with-people.ts";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

let people: WorldWithPeople;
let channel: string;
beforeAll(async () => {
  people = await startWithPeople([]);
  const { world } = people;
  const { items } = await world.call(routes.channels.listChannels);
  channel = items.find((it) => it.type === "http")?.id ?? "";
  await publish(
    world,
    flowOf(
      "Later",
      {
        start: keyword("hello"),
        now: say("Now"),
        pause: {
          type: "wait",
          data: { until: "duration", duration: { amount: 1, unit: "seconds" } },
        },
        later: say("Later"),
      } as never,
      ["start.next > now", "now.next > pause", "pause.next > later"],
    ),
  );
});
afterAll(() => people.close());

const readMetrics = async () => (await fetch(`${people.world.url}/metrics`)).text();

/** Returns the value of a sample whose labels include these. */
function sample(text: string, name: string, labels: Readonly<Record<string, string>> = {}) {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const line = text
    .split("\n")
    .find((it) => /^[a-z_]+/.exec(it)?.[0] === name && wanted.every((label) => it.includes(label)));
  return line === undefined ? undefined : Number(line.split(" ").at(-1));
}

test("tells what was received, decided and sent by this process", async () => {
  const { http, write } = people;
  http.fail({ kind: "answer", status: 400, body: { error: "no" } });
  await write("Ann", "hello");
  await until(
    async () => (sample(await readMetrics(), "chatloom_timer_delay_seconds_count") ?? 0) >= 1,
  );
  await until(
    async () =>
      (sample(await readMetrics(), "chatloom_sends_total", { channel, result: "sent" }) ?? 0) >= 1,
  );
  const text = await readMetrics();
  expect(sample(text, "chatloom_webhooks_total", { channel, result: "accepted" })).toBe(1);
  expect(sample(text, "chatloom_sends_total", { channel, result: "failed" })).toBe(1);
  expect(sample(text, "chatloom_send_failures_total", { type: "http", channel })).toBe(1);
  expect(sample(text, "chatloom_platform_call_seconds_count", { channel, result: "ok" })).toBe(1);
  expect(sample(text, "chatloom_turns_total")).toBeGreaterThanOrEqual(2);
  expect(sample(text, "chatloom_turn_seconds_count")).toBeGreaterThanOrEqual(2);
});

test("tells what waits in the store", async () => {
  const text = await readMetrics();
  expect(sample(text, "chatloom_inbound_waiting")).toBe(0);
  expect(sample(text, "chatloom_inbound_age_seconds")).toBe(0);
  expect(sample(text, "chatloom_conversations_overdue")).toBe(0);
});

test("tells owners of the first workspace how the whole server runs", async () => {
  const { world, write } = people;
  const { connection } = world.server.context;
  const { operations, accounts, channels } = routes;
  const read = async () => (await world.call(operations.readServerStatus)).status;
  const before = await read();
  expect(before).toMatchObject({
    processes: [{ alive: true, version: expect.stringMatching(/^\d+\.\d+\.\d+/) }],
    inputs: { count: 0, oldestSeconds: 0 },
    outgoing: { count: 0, oldestSeconds: 0 },
    leases: { expired: 0 },
    timers: { late: { count: 0, oldestSeconds: 0 } },
    jobs: { stuck: 0, failed: 0 },
    undelivered: 1,
    channels: { paused: 0, needReconnecting: 0 },
  });
  const { kind, dataBytes, freeBytes, problem } = before?.store ?? {};
  expect(problem).toBeUndefined();
  expect(kind === "mongodb" || (Number(dataBytes) > 0 && Number(freeBytes) > 0)).toBe(true);

  // A process that fell silent, work that failed, an account that was refused, and a channel that somebody paused.
  const now = Date.now();
  await processes(connection).create({
    owner: "gone",
    host: "gone",
    pid: 1,
    seenAt: now - 600_000,
    listening: false,
  });
  const failed = {
    kind: "importContacts",
    title: "People",
    plan: {},
    by: "Ann",
    counts: {},
  } as const;
  await jobs(connection)
    .in(world.workspaceId)
    .insert({
      ...failed,
      state: "failed",
      position: 0,
      total: 1,
      attempts: 5,
      nextAt: now,
      createdAt: now,
    });
  const web = { type: "web" };
  await channelAccounts(connection).acrossWorkspaces.updateOne(web, { $set: { problem: "No" } });
  await world.call(channels.updateChannel, {
    params: { channelId: channel },
    body: { paused: true },
  });
  await write("Bob", "hello");
  await until(async () => sample(await readMetrics(), "chatloom_inbound_waiting") === 1);
  expect(await read()).toMatchObject({
    processes: [{ alive: true }, { alive: false, name: "gone · 1" }],
    // Nobody need do anything about what waits for a paused channel.
    inputs: { count: 0 },
    jobs: { failed: 1 },
    channels: { paused: 1, needReconnecting: 1 },
  });

  expect(await world.refusal(operations.readServerStatus, { as: "admin" })).toMatchObject({
    status: 403,
  });
  expect((await world.call(accounts.readMe)).runsServer).toBe(true);
  expect((await world.call(accounts.readMe, { as: "admin" })).runsServer).toBe(false);
  await world.call(accounts.createWorkspace, { body: { name: "Customer" } });
  expect(await read()).toBeUndefined();
  expect((await world.call(accounts.readMe)).runsServer).toBe(false);
});

test("the dashboard asks for figures that there are, and for all of ours", async () => {
  const text = await readMetrics();
  const there = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map((it) => it[1] ?? ""));
  const file = new URL("../../deploy/grafana/chatloom.json", import.meta.url);
  const dashboard = JSON.parse(readFileSync(file, "utf8")) as {
    readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[];
  };
  const asked = new Set(
    dashboard.panels
      .flatMap((it) => it.targets)
      .flatMap(({ expr }) => expr.match(/\b(?:chatloom|process|nodejs)_\w+/g) ?? [])
      .map((it) => (there.has(it) ? it : it.replace(/_(bucket|count|sum)$/, ""))),
  );
  expect([...asked].filter((it) => !there.has(it))).toEqual([]);
  const ours = [...there].filter((it) => it.startsWith("chatloom_"));
  expect(ours.filter((it) => !asked.has(it))).toEqual([]);
});
