import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
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

const read = async () => (await fetch(`${people.world.url}/metrics`)).text();

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
  await until(async () => (sample(await read(), "chatloom_timer_delay_seconds_count") ?? 0) >= 1);
  await until(
    async () =>
      (sample(await read(), "chatloom_sends_total", { channel, result: "sent" }) ?? 0) >= 1,
  );
  const text = await read();
  expect(sample(text, "chatloom_webhooks_total", { channel, result: "accepted" })).toBe(1);
  expect(sample(text, "chatloom_sends_total", { channel, result: "failed" })).toBe(1);
  expect(sample(text, "chatloom_send_failures_total", { type: "http", channel })).toBe(1);
  expect(sample(text, "chatloom_platform_call_seconds_count", { channel, result: "ok" })).toBe(1);
  expect(sample(text, "chatloom_turns_total")).toBeGreaterThanOrEqual(2);
  expect(sample(text, "chatloom_turn_seconds_count")).toBeGreaterThanOrEqual(2);
});

test("tells what waits in the store", async () => {
  const text = await read();
  expect(sample(text, "chatloom_inbound_waiting")).toBe(0);
  expect(sample(text, "chatloom_inbound_age_seconds")).toBe(0);
  expect(sample(text, "chatloom_conversations_overdue")).toBe(0);
});

test("the dashboard asks for figures that there are, and for all of ours", async () => {
  const text = await read();
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
