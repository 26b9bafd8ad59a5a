import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { anyMessage, flowOf, publish, say } from "./publish-test-flow.ts";

let world: World;
let first: Double;
let second: Double;
let hooks: { first: string; second: string };

beforeAll(async () => {
  world = await startWorld();
  [first, second] = [await startDouble("telegram"), await startDouble("telegram")];
  hooks = { first: await connect(world, first), second: await connect(world, second) };
  await publish(world, flowOf("Any", { any: anyMessage(), a: say("Answer") }, ["any.next > a"]));
  const { items } = await world.call(routes.channels.listChannels);
  const [a, b] = [idOf(hooks.first), idOf(hooks.second)];
  expect(items.map((it) => it.id)).toEqual(expect.arrayContaining([a, b]));
  await world.call(routes.routing.saveRouting, {
    body: {
      revision: 0,
      rules: [],
      fallbacks: [
        { channelId: a, fallbackId: b },
        { channelId: b, fallbackId: a },
      ],
    },
  });
}, 60_000);
afterAll(async () => {
  await world.close();
  await first.close();
  await second.close();
});

function idOf(hook: string): string {
  return hook.split("/").at(-1) ?? "";
}

const forbidden = {
  kind: "answer",
  status: 403,
  body: { ok: false, error_code: 403, description: "Forbidden: not enough rights" },
} as const;

async function alertCodes(): Promise<readonly string[]> {
  const { items } = await world.call(routes.operations.listAlerts);
  return items.map((it) => it.code);
}

test("what one platform refuses goes out by the other channel, once, and is no dead letter", async () => {
  await second.deliver(hooks.second, { kind: "text", from: "801", text: "hi" });
  await until(() => second.sends.length === 1);
  first.fail(forbidden);
  await first.deliver(hooks.first, { kind: "text", from: "801", text: "hi" });
  await until(() => second.sends.length === 2);
  expect(JSON.stringify(second.sends[1]?.body)).toContain("Answer");
  expect((await world.call(routes.operations.listDeadLetters)).items).toEqual([]);
  const { items } = await world.call(routes.conversations.listConversations);
  const threads = await Promise.all(
    items.map(async ({ id }) => {
      const params = { conversationId: id };
      return (await world.call(routes.conversations.listMessages, { params })).items;
    }),
  );
  const messages = threads.flat();
  expect(messages.filter((it) => it.event === "relayed")).toHaveLength(1);
  expect(messages.filter((it) => it.failure?.code === "delivery.fallback")).toHaveLength(1);
  expect(await alertCodes()).not.toContain("delivery.failed");
});

test("two channels that fail do not pass a message back and forth", async () => {
  first.fail(forbidden);
  second.fail(forbidden);
  await first.deliver(hooks.first, { kind: "text", from: "801", text: "again" });
  await until(async () => (await alertCodes()).includes("delivery.failed"));
  expect((await world.call(routes.operations.listDeadLetters)).items).toHaveLength(1);
  expect(first.calls.filter((it) => it.path.endsWith("/sendMessage"))).toHaveLength(2);
});

test("where the other channel does not know the contact, an alert says so", async () => {
  first.fail(forbidden);
  await first.deliver(hooks.first, { kind: "text", from: "802", text: "hi" });
  await until(async () => (await alertCodes()).includes("delivery.no-fallback"));
});

test("a message whose answer was lost is not sent elsewhere", async () => {
  const before = second.sends.length;
  first.fail({ kind: "drop", taken: true });
  await first.deliver(hooks.first, { kind: "text", from: "801", text: "lost" });
  await until(async () => (await world.call(routes.operations.listDeadLetters)).items.length === 3);
  expect(second.sends).toHaveLength(before);
});

async function pause(hook: string, paused: boolean): Promise<void> {
  const params = { channelId: idOf(hook) };
  await world.call(routes.channels.updateChannel, { params, body: { paused } });
}

/** The contact's conversation on a channel. */
async function conversationOn(hook: string, contact: number): Promise<string> {
  const { items } = await world.call(routes.conversations.listConversations);
  const names = items.filter((it) => it.channel.id === idOf(hook));
  return names.toSorted((a, b) => a.id.localeCompare(b.id))[contact]?.id ?? "";
}

async function reply(conversationId: string, text: string): Promise<void> {
  const params = { conversationId };
  await world.call(routes.conversations.takeOver, { params });
  await world.call(routes.conversations.reply, {
    params,
    body: { content: { kind: "text", text } },
  });
}

test("what waits for a paused channel goes out by the other one, and waits where that does not reach", async () => {
  const [reached, alone] = [
    await conversationOn(hooks.first, 0),
    await conversationOn(hooks.first, 1),
  ];
  await pause(hooks.first, true);
  const before = { first: first.sends.length, second: second.sends.length };
  await reply(alone, "Waits");
  await reply(reached, "One");
  await reply(reached, "Two");
  await until(() => second.sends.length === before.second + 2);
  const texts = second.sends.slice(-2).map((it) => JSON.stringify(it.body));
  expect([texts[0]?.includes("One"), texts[1]?.includes("Two")]).toEqual([true, true]);
  expect(first.sends).toHaveLength(before.first);
  await pause(hooks.first, false);
  await until(() => first.sends.length === before.first + 1);
  expect(JSON.stringify(first.sends.at(-1)?.body)).toContain("Waits");
  expect(second.sends).toHaveLength(before.second + 2);
});

test("what WhatsApp reports later as undeliverable goes out by the other channel, once", async () => {
  const doubles = [await startDouble("whatsapp"), await startDouble("whatsapp")] as const;
  const [sender, other] = doubles;
  const [hook, otherHook] = [await connect(world, sender), await connect(world, other)];
  const { revision, rules, fallbacks = [] } = await world.call(routes.routing.readRouting);
  const chosen = { channelId: idOf(hook), fallbackId: idOf(otherHook) };
  await world.call(routes.routing.saveRouting, {
    body: { revision, rules, fallbacks: [...fallbacks, chosen] },
  });
  await other.deliver(otherHook, { kind: "text", from: "84900000801", text: "hi" });
  await until(() => other.sends.length === 1);
  await sender.deliver(hook, { kind: "text", from: "84900000801", text: "hi" });
  await until(() => sender.sends.length === 1);

  const failed = {
    kind: "status",
    status: "failed",
    to: "84900000801",
    messageId: "wamid.DOUBLE1",
  } as const;
  const reports = Array.from({ length: 5 }, () => sender.webhook(failed));
  await Promise.all(
    reports.map((it) => fetch(hook, { method: "POST", headers: it.headers, body: it.body })),
  );
  await until(() => other.sends.length === 2);
  // A report of the other channel about the message that it took over moves nothing back.
  await other.deliver(otherHook, { ...failed, messageId: "wamid.DOUBLE2" });
  await sender.deliver(hook, failed);
  await until(async () => (await lettersOf("Ana Test")) === 1);
  expect([sender.sends.length, other.sends.length]).toEqual([1, 2]);
  await Promise.all(doubles.map((it) => it.close()));
});

/** Counts the undelivered messages to a contact. */
async function lettersOf(contactName: string): Promise<number> {
  const { items } = await world.call(routes.operations.listDeadLetters);
  return items.filter((it) => it.contactName.includes(contactName)).length;
}

test("a channel cannot be its own fallback", async () => {
  const { revision, rules, fallbacks = [] } = await world.call(routes.routing.readRouting);
  const [one] = fallbacks;
  const own = { channelId: one?.channelId ?? "", fallbackId: one?.channelId ?? "" };
  const refused = await world.refusal(routes.routing.saveRouting, {
    body: { revision, rules, fallbacks: [own] },
  });
  expect(refused.errors?.map((it) => it.at)).toEqual(["/fallbacks/0/fallbackId"]);
});
