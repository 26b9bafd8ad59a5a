import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sampleAddress } from "../contract/channel-samples.ts";
import type { Double, DoubleCall } from "../doubles/double.ts";
import { doubleTypes, startDouble } from "../doubles/start-double.ts";
import { startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `o${index}`, label: `Option ${index + 1}` }));

/** Everything there is to tap and to show, and what follows the second option. */
const tour = flowOf(
  "Tour",
  {
    start: keyword("tour"),
    show: {
      type: "message",
      data: {
        typing: true,
        blocks: [
          { kind: "text", id: "a", text: "Welcome <you> & all" },
          { kind: "image", id: "b", url: "https://example.org/a.jpg", caption: "A room" },
          {
            kind: "cards",
            id: "c",
            cards: [1, 2].map((n) => ({
              id: `k${n}`,
              title: `Room ${n}`,
              imageUrl: `https://example.org/room-${n}.jpg`,
              buttons: [{ id: `b${n}`, label: "Pick", action: "next" as const }],
            })),
          },
        ],
      },
    },
    few: { type: "quickReplies", data: { text: "Three?", options: options(3), attempts: 2 } },
    second: say("You took the second"),
  },
  ["start.next > show", "show.next > few", "few.option:o1 > second"],
);

const asks = flowOf(
  "Call back",
  {
    start: keyword("call me"),
    which: {
      type: "ask",
      data: { text: "Your number?", expect: "phone", saveTo: "number", attempts: 2 },
    },
    sure: { type: "quickReplies", data: { text: "Sure?", options: options(2), attempts: 2 } },
    later: say("We call {{ number }}"),
  },
  ["start.next > which", "which.next > sure", "sure.option:o0 > later"],
);

describe.each(doubleTypes)("%s", (type) => {
  let world: World;
  let double: Double;
  let webhook: string;
  const from = sampleAddress[type];

  beforeAll(async () => {
    world = await startWorld();
    double = await startDouble(type);
    webhook = await connect(world, double);
    await publish(world, tour);
  });
  afterAll(async () => {
    await world.close();
    await double.close();
  });

  test("runs a flow by the platform's rules, in order, and follows a tap", async () => {
    expect(await double.deliver(webhook, { kind: "text", from, text: "tour" })).toBe(200);
    await until(() => double.sends.some((call) => says(call, "Three?")), 20_000);
    const payload = payloadOf(
      double.sends.find((call) => says(call, "Three?")),
      "Option 2",
    );
    const tap = { kind: "tap", from, payload, label: "Option 2", id: "990001" } as const;
    const statuses = await Promise.all([1, 2, 3].map(() => double.deliver(webhook, tap)));
    expect(statuses).toEqual([200, 200, 200]);
    await until(() => double.sends.some((call) => says(call, "You took the second")), 20_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(double.refusals).toEqual([]);
    expect(double.duplicates()).toEqual([]);
    const order = ["Welcome", "A room", "Room 1", "Three?", "You took the second"];
    const places = order.map((words) => double.sends.findIndex((call) => says(call, words)));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(double.sends.filter((call) => says(call, "You took the second"))).toHaveLength(1);
  }, 60_000);

  test("waits out a busy platform, and then sends once", async () => {
    const before = double.sends.length;
    double.fail(
      { kind: "answer", status: 429, headers: { "retry-after": "1" } },
      { kind: "answer", status: 503 },
    );
    await double.deliver(webhook, { kind: "text", from: `${from.slice(0, -1)}2`, text: "tour" });
    await until(() => double.sends.slice(before).some((call) => says(call, "Three?")), 30_000);
    expect(double.sends.slice(before).filter((call) => says(call, "Welcome"))).toHaveLength(1);
    expect(double.duplicates()).toEqual([]);
  }, 60_000);

  if (type === "telegram") {
    test("takes the keyboard for the number away once it was typed, and not before", async () => {
      await publish(world, asks);
      const person = `${from.slice(0, -1)}3`;
      const say = async (text: string) => {
        const before = double.sends.length;
        await double.deliver(webhook, { kind: "text", from: person, text });
        await until(() => double.sends.length > before, 20_000);
        return double.sends.at(-1)?.body;
      };
      const asking = { reply_markup: { keyboard: [[{ request_contact: true }]] } };
      expect(await say("call me")).toMatchObject({ text: "Your number?", ...asking });
      expect(await say("no")).toMatchObject(asking);
      // It has buttons of its own, and Telegram takes one or the other.
      expect(await say("+84912345678")).toMatchObject({
        reply_markup: { inline_keyboard: expect.any(Array) },
      });
      expect(await say("Option 1")).toMatchObject({
        text: "We call +84912345678",
        reply_markup: { remove_keyboard: true },
      });
      expect(await say("call me")).toMatchObject(asking);
      expect(double.refusals).toEqual([]);
    }, 60_000);
  }

  test("refuses what is not signed, and stays up", async () => {
    const { body } = double.webhook({ kind: "text", from, text: "tour" });
    const headers = { "content-type": "application/json" };
    expect((await fetch(webhook, { method: "POST", headers, body })).status).toBe(401);
    const junk = double.webhook({
      kind: "raw",
      body: { object: [], entry: 1, events: "x", update_id: {} },
    });
    expect((await fetch(webhook, { method: "POST", ...junk })).status).toBeLessThan(500);
    expect((await fetch(`${world.url}/healthz`)).status).toBe(200);
  });
});

function says(call: DoubleCall, words: string): boolean {
  return JSON.stringify(call.body).includes(words);
}

/** The token beside a label, wherever the platform's shape has it. */
function payloadOf(call: DoubleCall | undefined, label: string): string {
  let found = "";
  JSON.stringify(call?.body, (_, value: unknown) => {
    // Viber has it in a text of JSON.
    if (typeof value === "string" && value.startsWith("{")) {
      return JSON.parse(value);
    }
    const parts = typeof value === "object" && value !== null ? Object.entries(value) : [];
    const tokens = parts.filter(([, part]) => typeof part === "string" && part.startsWith("~"));
    const [, token] = tokens.find(([key]) => key === label) ?? tokens[0] ?? [];
    if (token !== undefined && JSON.stringify(value).includes(JSON.stringify(label))) {
      found = token;
    }
    return value;
  });
  return found;
}
