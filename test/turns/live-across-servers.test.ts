import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { startTwoServers } from "../support/two-servers.ts";
import { routes, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { openVisitor, openWatcher, textsOf } from "./live-clients.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

const { conversations } = routes;
let servers: Awaited<ReturnType<typeof startTwoServers>>;
let world: World;
let there: World;
let http: Double;
let webhook: string;
let flowId: string;

/** One store, two servers over it, as two processes would be. */
beforeAll(async () => {
  servers = await startTwoServers();
  ({ world, there } = servers);
  http = await startDouble("http");
  webhook = await connect(world, http);
  const question = { text: "Name?", expect: "text", saveTo: "name", attempts: 2 } as const;
  const nodes = {
    hi: keyword("hi"),
    hello: say("Hello"),
    ask: keyword("ask"),
    question: { type: "ask", data: question } as const,
    bye: say("Bye"),
  };
  const edges = ["hi.next > hello", "ask.next > question", "question.next > bye"];
  flowId = await publish(world, flowOf("Greeting", nodes, edges));
});
afterAll(async () => {
  await servers.close();
  await http.close();
});

test("a member hears at once what another server works on, in order and once", async () => {
  const agent = await openWatcher(there, "agent");
  for (let index = 0; index < 20; index++) {
    await http.deliver(webhook, { kind: "text", from: "busy", name: "Busy", text: "hi" });
  }
  const heard = () => agent.heard("message.created");
  await until(() => heard().length >= 40);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(heard().map((it) => it.sequence)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  expect(agent.heard("conversation.updated").at(-1)).toMatchObject({
    contact: { name: "Busy" },
    last: { text: "Hello" },
  });
  await until(() => agent.heard("message.updated").some((it) => it.delivery === "sent"));
  agent.close();
});

test("a visitor hears the answer that another server worked out, and an agent's typing there", async () => {
  const visitor = await openVisitor(there);
  await visitor.say("hi");
  await until(() => textsOf(visitor).length === 2);
  const { items } = await world.call(conversations.listConversations);
  const id = items.find((it) => it.channel.type === "web")?.id ?? "";
  const params = { conversationId: id };
  await world.call(conversations.takeOver, { as: "agent", params });
  const agent = await openWatcher(world, "agent");
  const typing: unknown[] = [];
  visitor.socket.on("typing", (it) => typing.push(it));
  agent.socket.emit("view", id);
  agent.socket.emit("typing", id, true);
  await until(() => typing.length > 0);
  expect(typing[0]).toMatchObject({ on: true, name: "Agent Member" });
  const content = { kind: "text", text: "Anna here" } as const;
  await world.call(conversations.reply, { as: "agent", params, body: { content } });
  await until(() => textsOf(visitor).at(-1) === "Anna here");
  expect(textsOf(visitor)).toEqual(["hi", "Hello", "Anna here"]);
  agent.close();
  visitor.close();
});

test("members see each other, and their contact typing, across servers", async () => {
  const visitor = await openVisitor(world);
  await visitor.say("hi");
  await until(() => textsOf(visitor).length === 2);
  const agent = await openWatcher(there, "agent");
  const owner = await openWatcher(world, "owner");
  const { items } = await world.call(conversations.listConversations, { query: { limit: 1 } });
  const id = items[0]?.id ?? "";
  agent.socket.emit("view", id);
  visitor.socket.emit("typing", true);
  await until(() => agent.heard("conversation.presence").at(-1)?.contactTyping === true);
  owner.socket.emit("view", id);
  agent.socket.emit("typing", id, true);
  for (const watcher of [agent, owner]) {
    const last = () => watcher.heard("conversation.presence").at(-1);
    await until(() => last()?.viewing.length === 2 && last()?.typing.length === 1);
    expect(last()).toMatchObject({ conversationId: id, contactTyping: true });
  }
  agent.close();
  await until(() => owner.heard("conversation.presence").at(-1)?.viewing.length === 1);
  await until(() => owner.heard("member.presence").at(-1)?.online === false);
  owner.close();
  visitor.close();
});

test("an open canvas counts the conversations that another server moves", async () => {
  const owner = await openWatcher(there, "owner");
  owner.socket.emit("watchFlow", flowId);
  await until(() => owner.heard("flow.positions").length > 0);
  await http.deliver(webhook, { kind: "text", from: "asked", name: "Asked", text: "ask" });
  await until(() => owner.heard("flow.positions").at(-1)?.nodes.question === 1);
  await http.deliver(webhook, { kind: "text", from: "asked", name: "Asked", text: "Ana" });
  await until(() => owner.heard("flow.positions").at(-1)?.nodes.question === undefined);
  owner.close();
});

test("a server that goes down sends away its own members only", async () => {
  const third = await servers.startAnother();
  const here = await openWatcher(world, "agent");
  const leaving = await openWatcher({ ...world, url: third.url }, "owner");
  await third.close();
  await until(() => leaving.heard("server.closing").length === 1);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(here.heard("server.closing")).toEqual([]);
  here.close();
  leaving.close();
});

test("members of a server that stood still are connected again, and can catch up", async () => {
  const watcher = await openWatcher(world, "agent");
  let lost = 0;
  watcher.socket.on("disconnect", (reason) => {
    if (reason !== "io client disconnect") {
      lost += 1;
    }
  });
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5_500);
  await until(() => lost === 1);
  await until(() => watcher.socket.connected);
  const now: string = await watcher.socket.emitWithAck("catchUp", new Date(0).toISOString());
  expect(now).toMatch(/^\d{4}-/);
  expect(watcher.heard("conversation.updated").length).toBeGreaterThan(0);
  watcher.close();
}, 20_000);
