import type { WebChatMessage } from "@chatloom/api-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { openVisitor, openWatcher, textsOf, type Visitor, type Watcher } from "./live-clients.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

const { conversations } = routes;
let world: World;
let http: Double;
let webhook: string;

beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  webhook = await connect(world, http);
  const pause = { until: "duration", duration: { amount: 1, unit: "seconds" } } as const;
  const nodes = {
    hi: keyword("hi"),
    hello: say("Hello"),
    help: keyword("help"),
    pause: { type: "wait", data: pause } as const,
    people: { type: "handoff", data: { assignTo: "anyone", note: "Help" } } as const,
  };
  const edges = ["hi.next > hello", "help.next > pause", "pause.next > people"];
  await publish(world, flowOf("Greeting", nodes, edges));
});
afterAll(async () => {
  await world.close();
  await http.close();
});

async function reconnect({ socket }: Pick<Watcher | Visitor, "socket">): Promise<void> {
  socket.connect();
  await until(() => socket.connected);
}

/** Gives the changes since then: the server's answer and the conversations it sent. */
async function catchUp(watcher: Watcher, since: string) {
  const before = watcher.heard("conversation.updated").length;
  const now: string = await watcher.socket.emitWithAck("catchUp", since);
  return { now, told: watcher.heard("conversation.updated").slice(before) };
}

test("a member who was away hears of every conversation that changed, from where they left off", async () => {
  await http.deliver(webhook, { kind: "text", from: "old", name: "Old", text: "hi" });
  const watcher = await openWatcher(world, "agent");
  await new Promise((resolve) => setTimeout(resolve, 400));
  const first = await catchUp(watcher, new Date(0).toISOString());
  expect(first.told.map((it) => it.contact.name)).toEqual(["Old"]);

  watcher.socket.disconnect();
  await http.deliver(webhook, { kind: "text", from: "one", name: "One", text: "hi" });
  await http.deliver(webhook, { kind: "text", from: "two", name: "Two", text: "help" });
  const waiting = { query: { view: "waiting" } } as const;
  await until(
    async () => (await world.call(conversations.listConversations, waiting)).counts.waiting === 1,
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  await reconnect(watcher);
  const missed = await catchUp(watcher, first.now);
  expect(missed.told.map((it) => [it.contact.name, it.handler]).sort()).toEqual([
    ["One", "bot"],
    ["Two", "waiting"],
  ]);
  expect((await catchUp(watcher, missed.now)).told).toEqual([]);
  watcher.close();
});

test("a bot that hands over without a word from the contact is noticed as well", async () => {
  await http.deliver(webhook, { kind: "text", from: "quiet", name: "Quiet", text: "help" });
  const watcher = await openWatcher(world, "agent");
  const { now } = await catchUp(watcher, new Date().toISOString());
  watcher.socket.disconnect();
  const query = { search: "Quiet" };
  const newest = async () =>
    (await world.call(conversations.listConversations, { query })).items[0];
  await until(async () => (await newest())?.handler === "waiting");
  // Its pending live events have been sent.
  await new Promise((resolve) => setTimeout(resolve, 300));
  await reconnect(watcher);
  const { told } = await catchUp(watcher, now);
  expect(told.map((it) => [it.contact.name, it.handler])).toEqual([["Quiet", "waiting"]]);
  watcher.close();
});

test("a cursor that is none is not answered, and the connection goes on", async () => {
  const watcher = await openWatcher(world, "agent");
  const asked = watcher.socket.timeout(300).emitWithAck("catchUp", "yesterday");
  await expect(asked).rejects.toThrow();
  expect((await catchUp(watcher, new Date().toISOString())).now).toMatch(/^\d{4}-/);
  watcher.close();
});

test("a visitor who was away asks for all after the last message they saw, and gets it in order", async () => {
  const visitor = await openVisitor(world);
  await visitor.say("hi");
  await until(() => textsOf(visitor).length === 2);
  const seen = visitor.thread().at(-1)?.sequence ?? 0;
  visitor.socket.disconnect();

  const { items } = await world.call(conversations.listConversations);
  const params = { conversationId: items.find((it) => it.channel.type === "web")?.id ?? "" };
  await world.call(conversations.takeOver, { params });
  for (const text of ["Are you", "still", "there?"]) {
    const content = { kind: "text", text } as const;
    await world.call(conversations.reply, { params, body: { content } });
  }
  const sent = async () => {
    const { items: thread } = await world.call(conversations.listMessages, { params });
    return thread.filter((it) => it.author.type === "member" && it.delivery === "sent").length;
  };
  await until(async () => (await sent()) === 3);
  await reconnect(visitor);
  const missed: readonly WebChatMessage[] = await visitor.socket.emitWithAck("since", seen);
  expect(missed.map((it) => "text" in it.content && it.content.text)).toEqual([
    "Are you",
    "still",
    "there?",
  ]);
  expect(missed.every((it) => it.from === "member" && it.sequence > seen)).toBe(true);
  const last = missed.at(-1)?.sequence ?? 0;
  expect(await visitor.socket.emitWithAck("since", last)).toEqual([]);
  visitor.close();
});
