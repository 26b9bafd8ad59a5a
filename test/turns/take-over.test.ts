import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "./connect-double.ts";
import { openVisitor, openWatcher, textsOf } from "./live-clients.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

const { conversations } = routes;
let world: World;
let slow: Server;
let release: (() => void) | undefined;

beforeAll(async () => {
  world = await startWorld();
  slow = createServer((_request, response) => {
    release = () => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ stock: 7 }));
    };
  });
  await new Promise<void>((resolve) => slow.listen(0, resolve));
  const url = `http://localhost:${(slow.address() as AddressInfo).port}/`;
  await publish(
    world,
    flowOf(
      "Service",
      {
        help: keyword("help"),
        hello: say("A colleague will be with you"),
        people: { type: "handoff", data: { assignTo: "anyone", note: "Wants help" } },
        back: say("The bot is back"),
        stock: keyword("stock"),
        call: {
          type: "http",
          data: {
            method: "GET",
            url,
            headers: [],
            save: [{ path: "stock", saveTo: "stock" }],
            timeoutSeconds: 20,
            retries: 0,
          },
        },
        answer: say("There are {{ stock }} left"),
        hi: keyword("hi"),
        greet: say("Hi!"),
      },
      [
        "help.next > hello",
        "hello.next > people",
        "people.next > back",
        "stock.next > call",
        "call.next > answer",
        "hi.next > greet",
      ],
    ),
  );
});
afterAll(async () => {
  await world.close();
  slow.close();
});

async function newest() {
  const { items } = await world.call(conversations.listConversations, { as: "agent" });
  const [conversation] = items;
  if (!conversation) {
    throw new Error("There is no conversation");
  }
  return conversation;
}

test("a flow hands over, a person answers, and the bot goes on where the handoff chose", async () => {
  const visitor = await openVisitor(world);
  await visitor.say("help");
  await until(async () => (await newest()).handler === "waiting");
  expect(textsOf(visitor)).toEqual(["help", "A colleague will be with you"]);

  const { id: conversationId } = await newest();
  const params = { conversationId };
  await visitor.say("hi");
  expect((await newest()).unread).toBe(2);
  const taken = await world.call(conversations.takeOver, { as: "agent", params });
  expect(taken).toMatchObject({ handler: "human", assignee: { name: "Agent Member" } });
  await world.call(conversations.reply, {
    as: "agent",
    params,
    body: { content: { kind: "text", text: "Anna here" }, key: "reply-00001" },
  });
  await world.call(conversations.reply, {
    as: "agent",
    params,
    body: { content: { kind: "text", text: "Anna here" }, key: "reply-00001" },
  });
  await until(() => textsOf(visitor).includes("Anna here"));

  const back = await world.call(conversations.handBack, { as: "agent", params });
  expect(back.handler).toBe("bot");
  await until(() => textsOf(visitor).includes("The bot is back"));
  expect(textsOf(visitor)).toEqual([
    "help",
    "A colleague will be with you",
    "hi",
    "Anna here",
    "The bot is back",
  ]);
  const { items } = await world.call(conversations.listMessages, { params });
  expect(items.map((it) => it.event).filter(Boolean)).toEqual([
    "handedBack",
    "takenOver",
    "handedOff",
  ]);
  visitor.close();
});

test("while the bot owns a conversation nobody else answers", async () => {
  const visitor = await openVisitor(world);
  await visitor.say("hi");
  await until(() => textsOf(visitor).length === 2);
  const { id: conversationId } = await newest();
  const refused = await world.refusal(conversations.reply, {
    as: "agent",
    params: { conversationId },
    body: { content: { kind: "text", text: "Me too" } },
  });
  expect(refused).toMatchObject({ status: 409, code: "conversation.handled-by-bot" });
  visitor.close();
});

test("of two who take over at once one gets it, and the other cannot answer by accident", async () => {
  const visitor = await openVisitor(world);
  await visitor.say("help");
  await until(async () => (await newest()).handler === "waiting");
  const { id: conversationId } = await newest();
  const params = { conversationId };
  const both = ["agent", "owner"] as const;
  const answers = await Promise.allSettled(
    both.map((as) => world.call(conversations.takeOver, { as, params })),
  );
  expect(answers.map((it) => it.status).sort()).toEqual(["fulfilled", "rejected"]);
  const loser = both[answers.findIndex((it) => it.status === "rejected")] ?? "owner";
  const { assignee } = await newest();
  const refused = { code: "conversation.handled-by-member", details: { name: assignee?.name } };
  expect(await world.refusal(conversations.takeOver, { as: loser, params })).toMatchObject(refused);
  const body = { content: { kind: "text", text: "Me too" } } as const;
  expect(await world.refusal(conversations.reply, { as: loser, params, body })).toMatchObject(
    refused,
  );

  const query = { from: assignee?.id ?? "" };
  const taken = await world.call(conversations.takeOver, { as: loser, params, query });
  expect(taken.assignee?.id).not.toBe(assignee?.id);
  await world.call(conversations.reply, { as: loser, params, body });
  await until(() => textsOf(visitor).includes("Me too"));
  visitor.close();
});

test("each change of a message and a conversation has a higher version", async () => {
  const watcher = await openWatcher(world, "owner");
  const visitor = await openVisitor(world);
  await visitor.say("help");
  await until(async () => (await newest()).handler === "waiting");
  const params = { conversationId: (await newest()).id };
  const taken = await world.call(conversations.takeOver, { as: "agent", params });
  const body = { content: { kind: "text", text: "Anna here" } } as const;
  const answer = await world.call(conversations.reply, { as: "agent", params, body });
  const [queued] = answer.items;
  const sent = () =>
    watcher
      .heard("message.updated")
      .find(
        (it) => it.id === queued?.id && (it.delivery === "sent" || it.delivery === "delivered"),
      );
  await until(() => sent() !== undefined);
  expect(queued?.delivery).toBe("queued");
  expect(sent()?.version).toBeGreaterThan(queued?.version ?? 0);
  const { items } = await world.call(conversations.listMessages, { params });
  expect(items.find((it) => it.id === queued?.id)?.version).toBeGreaterThanOrEqual(
    sent()?.version ?? 0,
  );
  expect((await newest()).version).toBeGreaterThan(taken.version);
  watcher.close();
  visitor.close();
});

test("taking over while an effect runs silences the bot until it gets the conversation back", async () => {
  const visitor = await openVisitor(world);
  await visitor.say("stock");
  await until(() => release !== undefined);
  const { id: conversationId } = await newest();
  const params = { conversationId };
  await world.call(conversations.takeOver, { as: "agent", params });
  release?.();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(textsOf(visitor)).toEqual(["stock"]);

  await world.call(conversations.handBack, { as: "agent", params });
  await until(() => textsOf(visitor).length > 1);
  expect(textsOf(visitor)).toEqual(["stock", "There are 7 left"]);
  visitor.close();
});

test("a reload of the page shows the same thread", async () => {
  const visitor = await openVisitor(world);
  await visitor.say("hi");
  await until(() => textsOf(visitor).length === 2);
  visitor.close();
  const again = await openVisitor(world, visitor.secret());
  expect(textsOf(again)).toEqual(["hi", "Hi!"]);
  again.close();
});

test("members see live what happens, and who else is looking", async () => {
  const agent = await openWatcher(world, "agent");
  const owner = await openWatcher(world, "owner");
  const visitor = await openVisitor(world);
  await visitor.say("hi");
  await until(() => agent.heard("message.created").length >= 2);
  expect(agent.heard("message.created").map((it) => it.direction)).toEqual([
    "incoming",
    "outgoing",
  ]);
  await until(() => agent.heard("conversation.updated").length > 0);

  const { id } = await newest();
  owner.socket.emit("view", id);
  agent.socket.emit("view", id);
  owner.socket.emit("typing", id, true);
  await until(() => {
    const last = agent.heard("conversation.presence").at(-1);
    return last?.viewing.length === 2 && last.typing.length === 1;
  });
  expect(agent.heard("conversation.presence").at(-1)?.typing[0]?.name).toBe("Olivia Owner");
  visitor.socket.emit("typing", true);
  await until(() => agent.heard("conversation.presence").at(-1)?.contactTyping === true);
  for (const it of [agent, owner, visitor]) {
    it.close();
  }
});
