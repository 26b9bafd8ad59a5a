import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type ChatClient, createChatClient } from "../../widget/src/chat-client.ts";
import type { Settings } from "../../widget/src/settings.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

let world: World;
let channelId: string;
let opened: ChatClient[] = [];

beforeAll(async () => {
  world = await startWorld();
  const { items } = await world.call(routes.channels.listChannels);
  channelId = items.find((it) => it.type === "web")?.id ?? "";
  await publish(
    world,
    flowOf(
      "Echo",
      { start: keyword("hello"), answer: say("Welcome!"), over: { type: "end", data: {} } },
      ["start.next > answer", "answer.next > over"],
    ),
  );
});
afterAll(() => world.close());
beforeEach(() => {
  vi.stubGlobal("localStorage", browserStorage());
});
afterEach(() => {
  for (const client of opened) {
    client.close();
  }
  opened = [];
  vi.unstubAllGlobals();
});

/** The part of a browser's storage that the widget uses. */
function browserStorage() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
}

function open(change: Partial<Settings> = {}): ChatClient {
  const client = createChatClient({
    server: world.url,
    channelId,
    mode: "bubble",
    target: undefined,
    language: "en",
    ref: undefined,
    side: "right",
    page: `${world.url}/shop`,
    identity: undefined,
    test: false,
    ...change,
  });
  opened.push(client);
  return client;
}

const texts = (client: ChatClient) =>
  client
    .state()
    .messages.map(({ from, content }) => `${from}: ${"text" in content && content.text}`);

function online(client: ChatClient) {
  return expect.poll(() => client.state().status).toBe("online");
}

test("shows nothing until the server has admitted the page, then talks", async () => {
  const client = open();
  expect(client.state()).toMatchObject({ status: "connecting", welcomed: false });
  await online(client);
  expect(client.state().welcomed).toBe(true);
  client.send({ kind: "text", text: "hello" });
  expect(client.state().unsent).toHaveLength(1);
  await expect.poll(() => texts(client)).toEqual(["visitor: hello", "bot: Welcome!"]);
  expect(client.state().unsent).toEqual([]);
});

test("the same browser finds its conversation again; after starting again it is somebody new", async () => {
  const first = open();
  await online(first);
  first.send({ kind: "text", text: "hello" });
  await expect.poll(() => texts(first)).toHaveLength(2);
  first.close();
  const second = open();
  await expect.poll(() => texts(second)).toEqual(["visitor: hello", "bot: Welcome!"]);
  second.forget();
  const third = open();
  await online(third);
  expect(texts(third)).toEqual([]);
});

test("what is written without a connection is sent once it is there, in order and once", async () => {
  const client = open();
  await online(client);
  await world.stop();
  await expect.poll(() => client.state().status).toBe("offline");
  client.send({ kind: "text", text: "one" });
  client.send({ kind: "text", text: "two" });
  expect(client.state().unsent.map((it) => it.content)).toMatchObject([
    { text: "one" },
    { text: "two" },
  ]);
  await world.restart();
  await expect
    .poll(() => texts(client), { timeout: 20_000 })
    .toEqual(["visitor: one", "visitor: two"]);
  expect(client.state().unsent).toEqual([]);
});

test("visitors who come at any moment of a start of the server are welcomed", async () => {
  await world.stop();
  const restarted = world.restart();
  const coming = setInterval(() => opened.length < 30 && open(), 100);
  await restarted.finally(() => clearInterval(coming));
  await expect
    .poll(() => opened.map((it) => it.state().status), { timeout: 25_000 })
    .toEqual(opened.map(() => "online"));
});

test("a browser that connects too often comes in as soon as it may", async () => {
  await online(open());
  for (let more = 0; more < 35; more += 1) {
    open();
  }
  await expect
    .poll(() => opened.map((it) => it.state().status), { timeout: 25_000 })
    .toEqual(opened.map(() => "online"));
});

test("a signed-in customer is one contact in all browsers, and another customer is another one", async () => {
  const identitySecret = "the website's secret";
  const params = { channelId };
  await world.call(routes.channels.updateChannel, {
    params,
    body: { settings: { identitySecret } },
  });
  const identityOf = (sub: string, secret = identitySecret) => {
    const claims = { sub, exp: Math.floor(Date.now() / 1_000) + 600, email: `${sub}@example.org` };
    const parts = [{ alg: "HS256" }, claims].map((it) =>
      Buffer.from(JSON.stringify(it)).toString("base64url"),
    );
    const signature = createHmac("sha256", secret).update(parts.join("."));
    return [...parts, signature.digest("base64url")].join(".");
  };
  const talk = async (identity: string) => {
    const client = open({ identity });
    await online(client);
    const before = texts(client).length;
    client.send({ kind: "text", text: "hello" });
    await expect.poll(() => texts(client).length).toBe(before + 2);
    client.close();
    return before;
  };
  const customers = async (email: string) =>
    (await world.call(routes.contacts.listContacts, { query: { search: email, limit: 100 } }))
      .items;

  await talk(identityOf("ana"));
  vi.stubGlobal("localStorage", browserStorage());
  await talk(identityOf("ana"));
  await expect
    .poll(async () => (await customers("ana@example.org")).map((it) => it.identities.length))
    .toEqual([2]);
  // Someone else signs in on the same browser and does not see the conversation.
  expect(await talk(identityOf("bo"))).toBe(0);
  expect(await customers("bo@example.org")).toHaveLength(1);
  // A forged identity is nobody.
  vi.stubGlobal("localStorage", browserStorage());
  await talk(identityOf("ana", "guessed"));
  expect((await customers("ana@example.org")).map((it) => it.identities.length)).toEqual([2]);
});

test("a site that is not allowed, and a channel that does not exist, are refused", async () => {
  const settings = { allowedOrigins: "shop.example" };
  await world.call(routes.channels.updateChannel, { params: { channelId }, body: { settings } });
  const stranger = open();
  await expect.poll(() => stranger.state()).toMatchObject({ status: "refused", welcomed: false });
  await world.call(routes.channels.updateChannel, {
    params: { channelId },
    body: { settings: { allowedOrigins: "" } },
  });
  const nowhere = open({ channelId: "0".repeat(24) });
  await expect.poll(() => nowhere.state().status).toBe("refused");
});
