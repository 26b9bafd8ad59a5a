import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedMongo } from "@chatloom/embedded-mongo";
import { type RunningServer, startServer } from "@chatloom/server";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, testConfig, type World } from "../support/world.ts";
import { until } from "./connect-double.ts";
import { openVisitor, openWatcher, textsOf, type Visitor } from "./live-clients.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

const { conversations } = routes;
const minute = 60_000;
let dataDir: string;
let store: Awaited<ReturnType<typeof startEmbeddedMongo>>;
let world: World;
let other: RunningServer;
let there: World;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "chatloom-owner-"));
  store = await startEmbeddedMongo({ dataDir });
  world = await startWorld({ mongodbUri: store.uri });
  const config = { ...testConfig(dataDir), mongodbUri: store.uri, publicUrl: world.url };
  other = await startServer({ config, log: pino({ level: "fatal" }) });
  there = { ...world, url: other.url };
  await publish(
    world,
    flowOf(
      "Talk",
      {
        hi: keyword("hi"),
        hello: say("Hello from the bot"),
        ask: keyword("ask"),
        question: {
          type: "ask",
          data: { text: "Size?", expect: "text", saveTo: "s", attempts: 2 },
        },
        done: say("Size {{ s }}"),
        help: keyword("help"),
        people: {
          type: "handoff",
          data: { assignTo: "anyone", returnAfter: { amount: 10, unit: "minutes" } },
        },
        back: say("The bot is back"),
      },
      [
        "hi.next > hello",
        "ask.next > question",
        "question.next > done",
        "help.next > people",
        "people.next > back",
      ],
    ),
  );
});
afterAll(async () => {
  await other.close();
  await world.close();
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function newest(): Promise<string> {
  const { items } = await world.call(conversations.listConversations);
  return items[0]?.id ?? "";
}

const body = (text: string, key: string) => ({ content: { kind: "text", text } as const, key });

test("of two agents who take over in the same second one gets it, and the other cannot send", async () => {
  const visitor = await openVisitor(world);
  const panels = await Promise.all([openWatcher(world, "agent"), openWatcher(there, "editor")]);
  await visitor.say("help");
  await until(async () => (await newest()) !== "");
  for (let round = 0; round < 8; round++) {
    const params = { conversationId: await newest() };
    const settled = await Promise.allSettled([
      world.call(conversations.takeOver, { as: "agent", params }),
      there.call(conversations.takeOver, { as: "editor", params }),
    ]);
    expect(settled.filter((it) => it.status === "fulfilled")).toHaveLength(1);
    const { conversation } = await world.call(conversations.readConversation, { params });
    const owner = conversation.assignee?.name === "Agent Member" ? "agent" : "editor";
    const loser = owner === "agent" ? "editor" : "agent";
    const refused = await world.refusal(conversations.reply, {
      as: loser,
      params,
      body: body("Me too", `two-${round}-${loser}`),
    });
    expect(refused).toMatchObject({
      status: 409,
      code: "conversation.handled-by-member",
      details: { name: conversation.assignee?.name },
    });
    await world.call(conversations.reply, {
      as: owner,
      params,
      body: body(`Round ${round}`, `two-${round}-${owner}`),
    });
    await until(() =>
      panels.every((it) =>
        it
          .heard("conversation.updated")
          .some((seen) => seen.assignee?.id === conversation.assignee?.id),
      ),
    );
    await world.call(conversations.handBack, { as: owner, params });
    await until(
      () => textsOf(visitor).filter((it) => it === "The bot is back").length === round + 1,
    );
    await visitor.say("help");
    await until(
      async () =>
        (await world.call(conversations.readConversation, { params })).conversation.handler ===
        "waiting",
    );
  }
  expect(textsOf(visitor)).not.toContain("Me too");
  expect(textsOf(visitor).filter((it) => it.startsWith("Round"))).toHaveLength(8);
  for (const it of panels) {
    it.close();
  }
  visitor.close();
}, 90_000);

/** The conversation of a visitor who has written, and how to reach it. */
async function conversationOf(visitor: Visitor, word: string) {
  await visitor.say(word);
  await until(() => textsOf(visitor).length >= 2);
  return { conversationId: await newest() };
}

test("a bot and an agent in the same second give exactly one answer", async () => {
  const visitor = await openVisitor(world);
  const params = await conversationOf(visitor, "hi");
  for (let round = 0; round < 10; round++) {
    const before = textsOf(visitor).length;
    await Promise.allSettled([
      visitor.say("hi"),
      there.call(conversations.takeOver, { as: "agent", params }).then(() =>
        there.call(conversations.reply, {
          as: "agent",
          params,
          body: body(`Agent ${round}`, `race-agent-${round}`),
        }),
      ),
    ]);
    await until(async () => textsOf(visitor).slice(before).includes(`Agent ${round}`));
    await new Promise((resolve) => setTimeout(resolve, 150));
    const said = textsOf(visitor).slice(before);
    const { items } = await world.call(conversations.listMessages, { params });
    const takenAt = items.find((it) => it.event === "takenOver")?.sequence ?? 0;
    // All of the bot's texts were sent before it was silenced.
    const late = items.filter((it) => it.author.type === "bot" && it.sequence > takenAt);
    expect(late.filter((it) => it.direction === "outgoing" && it.delivery === "sent")).toEqual([]);
    expect(said.filter((it) => it === "hi")).toHaveLength(1);
    expect(said.filter((it) => it === `Agent ${round}`)).toHaveLength(1);
    expect(said.filter((it) => it === "Hello from the bot").length).toBeLessThanOrEqual(1);
    await world.call(conversations.handBack, { as: "agent", params });
  }
  visitor.close();
}, 90_000);

test("a pause of the bot ends by itself, and the flow goes on where it stood", async () => {
  const visitor = await openVisitor(world);
  const params = await conversationOf(visitor, "ask");
  const paused = await world.call(conversations.pauseBot, {
    as: "agent",
    params,
    body: { minutes: 30 },
  });
  expect(paused).toMatchObject({ handler: "human", assignee: { name: "Agent Member" } });
  expect(Date.parse(paused.returnsAt ?? "") - Date.now()).toBeGreaterThan(29 * minute);
  await visitor.say("L");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(textsOf(visitor).at(-1)).toBe("L");
  const refused = await world.refusal(conversations.pauseBot, {
    as: "editor",
    params,
    body: { minutes: 60 },
  });
  expect(refused.code).toBe("conversation.handled-by-member");
  world.advance(31 * minute);
  const state = () => world.call(conversations.readConversation, { params });
  await until(async () => (await state()).conversation.handler === "bot", 20_000);
  expect((await state()).conversation.returnsAt).toBeUndefined();
  await visitor.say("M");
  await until(() => textsOf(visitor).at(-1) === "Size M", 20_000);
  visitor.close();
}, 60_000);

test("a pause without an end lasts until somebody hands back or resolves", async () => {
  const visitor = await openVisitor(world);
  const params = await conversationOf(visitor, "hi");
  await world.call(conversations.pauseBot, { as: "agent", params, body: { minutes: null } });
  world.advance(3 * 24 * 60 * minute);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  const { conversation } = await world.call(conversations.readConversation, { params });
  expect(conversation).toMatchObject({ handler: "human" });
  expect(conversation.returnsAt).toBeUndefined();
  await world.call(conversations.resolve, { as: "agent", params });
  await visitor.say("hi");
  await until(() => textsOf(visitor).at(-1) === "Hello from the bot", 20_000);
  visitor.close();
}, 60_000);

test("a person's conversation returns to the bot when nobody wrote for the time of the step", async () => {
  const visitor = await openVisitor(world);
  await visitor.say("help");
  await until(async () => textsOf(visitor).length === 1);
  const params = { conversationId: await newest() };
  const state = async () =>
    (await world.call(conversations.readConversation, { params })).conversation;
  await until(async () => (await state()).handler === "waiting");
  await world.call(conversations.takeOver, { as: "agent", params });
  const first = Date.parse((await state()).returnsAt ?? "");
  world.advance(6 * minute);
  await visitor.say("still here");
  await until(async () => Date.parse((await state()).returnsAt ?? "") >= first + 5 * minute);
  world.advance(6 * minute);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect((await state()).handler).toBe("human");
  world.advance(5 * minute);
  await until(() => textsOf(visitor).at(-1) === "The bot is back", 20_000);
  visitor.close();
}, 60_000);
