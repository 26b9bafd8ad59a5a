import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { channels, conversations } = routes;
let world: World;
let double: Double;
let webhook: string;
let channelId: string;

beforeAll(async () => {
  world = await startWorld();
  double = await startDouble("discord");
  const nodes = {
    start: keyword("hello"),
    one: say("First"),
    two: say("Second"),
  };
  await publish(world, flowOf("Greeting", nodes, ["start.next > one", "one.next > two"]));
});
afterAll(async () => {
  await world.close();
  await double.close();
});

function command(id: string, more: object) {
  const data = { name: "chat", options: [{ name: "text", type: 3, value: "hello" }] };
  return {
    id,
    application_id: "1400000000000000000",
    type: 2,
    token: `token.${id}`,
    data,
    ...more,
  };
}

test("connects with the bot's token alone, and proves its address", async () => {
  const { botToken = "", apiBaseUrl = "" } = double.settings;
  const body = { type: "discord", name: "Our server", settings: { botToken, apiBaseUrl } };
  const connected = await world.call(channels.connectChannel, { body });
  channelId = connected.id;
  webhook = connected.webhookUrl;
  const params = { channelId };
  expect(await world.call(channels.checkChannel, { params })).toEqual({
    ok: true,
    name: "Double Bot",
  });
  expect((await world.call(channels.readChannel, { params })).settings).toMatchObject({
    applicationId: "1400000000000000000",
    publicKey: double.settings.publicKey,
  });
  expect(await world.call(channels.setUpChannel, { params })).toEqual({ ok: true });
  expect(
    double.calls.some(({ body: sent }) => JSON.stringify(sent).includes('"name":"chat"')),
  ).toBe(true);
});

test("answers at once with thinking, puts the first answer in its place, and goes on in the channel", async () => {
  const before = double.sends.length;
  const request = double.webhook({ kind: "text", from: "1400000000000000701", text: "hello" });
  const began = performance.now();
  const answer = await fetch(webhook, { method: "POST", ...request });
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(await answer.json()).toEqual({ type: 5 });
  await until(() => double.sends.length === before + 2);
  const [first, second] = double.sends.slice(before);
  expect(first).toMatchObject({ method: "PATCH", body: { content: "First" } });
  expect(first?.path).toMatch(/\/messages\/@original$/);
  expect(second).toMatchObject({
    method: "POST",
    path: "/channels/1400000000000000701/messages",
    body: { content: "Second" },
  });
});

test("sends into the channel when the interaction is over", async () => {
  const before = double.sends.length;
  // Its token is not known to Discord any more.
  const body = command("1400000000000000702", {
    channel_id: "1400000000000000702",
    user: { id: "1300000000000000702", username: "late" },
  });
  await double.deliver(webhook, { kind: "raw", body });
  await until(() => double.sends.length === before + 2);
  expect(double.sends.slice(before).map(({ path }) => path)).toEqual([
    "/channels/1400000000000000702/messages",
    "/channels/1400000000000000702/messages",
  ]);
});

test("keeps the people of one channel apart, and each interaction once", async () => {
  const place = { guild_id: "1200000000000000001", channel_id: "1400000000000000703" };
  const bodies = ["Ann", "Bo"].map((username, index) =>
    command(`140000000000000071${index}`, {
      ...place,
      member: { user: { id: `130000000000000071${index}`, username } },
    }),
  );
  for (const body of [...bodies, ...bodies]) {
    await double.deliver(webhook, { kind: "raw", body });
  }
  const found = async (search: string) =>
    (await world.call(conversations.listConversations, { query: { search } })).items;
  await until(async () => (await found("Ann")).length === 1 && (await found("Bo")).length === 1);
  const said = () => double.sends.filter(({ path }) => path.includes("1400000000000000703"));
  await until(() => said().length === 4);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(said()).toHaveLength(4);
});

test("uploads a member's file with its words", async () => {
  const items = await world.call(conversations.listConversations, { query: { search: "late" } });
  const params = { conversationId: items.items[0]?.id ?? "" };
  await world.call(conversations.takeOver, { params });
  const headers = { "content-type": "text/plain", "x-file-name": "notes.txt" };
  const saved = await world.fetch("/api/v1/files", { method: "POST", body: "9 to 5", headers });
  const { id, url, mimeType } = (await saved.json()) as {
    id: string;
    url: string;
    mimeType: string;
  };
  const content = {
    kind: "file",
    url,
    fileId: id,
    fileName: "notes.txt",
    mimeType,
    caption: "Hours",
  } as const;
  await world.call(conversations.reply, { params, body: { content } });
  await until(() => double.sends.some(({ body }) => JSON.stringify(body).includes("notes.txt")));
  const sent = double.sends.find(({ body }) => JSON.stringify(body).includes("notes.txt"));
  expect(sent?.body).toMatchObject({
    payload_json: { content: "Hours" },
    "files[0]": { upload: "notes.txt", size: 6 },
  });
});

test("refuses a forged interaction with 401", async () => {
  const { headers, body } = double.webhook({
    kind: "text",
    from: "1400000000000000709",
    text: "hello",
  });
  const forged = { ...headers, "x-signature-ed25519": "0".repeat(128) };
  expect((await fetch(webhook, { method: "POST", headers: forged, body })).status).toBe(401);
});
