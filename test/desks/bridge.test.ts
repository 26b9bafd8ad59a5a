import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { DeskDouble } from "../doubles/desks/desk-double.ts";
import { startDesk } from "../doubles/desks/start-desk.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { type ServerProcess, startProcess } from "../turns/server-process.ts";

const hooks = {
  chatwoot: "/service-api-webhook/chatwoot-webhook",
  zendesk: "/service-api-webhook/zendesk-webhook",
};

let world: World;
let chatwoot: DeskDouble;
let zendesk: DeskDouble;
let bridgeId: string;
let deskIds: string[];
let server: ServerProcess | undefined;

beforeAll(async () => {
  world = await startWorld();
  [chatwoot, zendesk] = await Promise.all([startDesk("chatwoot"), startDesk("zendesk")]);
  deskIds = [];
  for (const { type, settings } of [chatwoot, zendesk]) {
    const body = { type, name: type, settings: { ...settings } };
    const { id } = await world.call(routes.channels.connectChannel, { body });
    await world.call(routes.channels.checkChannel, { params: { channelId: id } });
    deskIds.push(id);
  }
  ({ id: bridgeId } = await world.call(routes.desks.createBridge, {
    body: { deskIds, from: deskIds },
  }));
});
afterAll(async () => {
  await server?.kill("SIGKILL");
  await Promise.all([world.close(), chatwoot.close(), zendesk.close()]);
});
beforeEach(() => {
  // What the bridge writes comes back as a webhook, before the call is answered.
  chatwoot.echoTo(world.url + hooks.chatwoot);
  zendesk.echoTo(world.url + hooks.zendesk);
});

const told = {
  chatwoot: (webhooks: readonly unknown[]) =>
    chatwoot.deliver(world.url + hooks.chatwoot, webhooks),
  zendesk: (webhooks: readonly unknown[]) => zendesk.deliver(world.url + hooks.zendesk, webhooks),
};
const lines = (desk: DeskDouble, id: string) =>
  desk
    .cases()
    .find((it) => it.id === id)
    ?.lines.filter((it) => it.by !== "note") ?? [];
const texts = (desk: DeskDouble, id: string) => lines(desk, id).map((it) => it.text);
const quiet = () => new Promise((resolve) => setTimeout(resolve, 400));

/** Lets a customer begin a conversation in Chatwoot; gives it and the ticket that it leads to. */
async function begin(name: string, text: string) {
  const before = zendesk.cases().length;
  const { caseId, webhooks } = chatwoot.customer.begins(name, text);
  expect(await told.chatwoot(webhooks)).toEqual([200]);
  await until(() => (zendesk.cases()[before]?.lines ?? []).some((it) => it.by === "contact"));
  return { conversation: caseId, ticket: zendesk.cases()[before]?.id ?? "" };
}

test("carries messages of contacts and agents both ways, each once", async () => {
  const { conversation, ticket } = await begin("Ann", "My parcel is late");
  expect(texts(zendesk, ticket)).toEqual(["My parcel is late"]);
  const comment = zendesk.agent.writes(ticket, "Let me look");
  await told.zendesk([...comment, ...comment]);
  await until(() => texts(chatwoot, conversation).includes("Let me look"));
  await told.chatwoot(chatwoot.agent.writes(conversation, "I take over"));
  await until(() => lines(zendesk, ticket).length === 3);
  await told.chatwoot(chatwoot.agent.notes(conversation, "Among us"));
  await told.zendesk(zendesk.agent.notes(ticket, "Among us, too"));
  await told.chatwoot(chatwoot.customer.writes(conversation, "Thanks"));
  await until(() => texts(zendesk, ticket).includes("Thanks"));
  await quiet();
  expect(lines(zendesk, ticket).map((it) => [it.by, it.text])).toEqual([
    ["contact", "My parcel is late"],
    ["agent", "Let me look"],
    ["agent", "Bea Agent: I take over"],
    ["contact", "Thanks"],
  ]);
  expect(texts(chatwoot, conversation)).toEqual([
    "My parcel is late",
    "Let me look",
    "I take over",
    "Thanks",
  ]);
  expect([...chatwoot.refusals, ...zendesk.refusals]).toEqual([]);
});

test("opens a conversation for a ticket that began in Zendesk, and answers into the ticket", async () => {
  const before = chatwoot.cases().length;
  const { caseId: ticket, webhooks } = zendesk.customer.begins("Bob", "An e-mail of Bob");
  await told.zendesk(webhooks);
  await until(() => (chatwoot.cases()[before]?.lines ?? []).some((it) => it.by === "contact"));
  const conversation = chatwoot.cases()[before]?.id ?? "";
  await told.chatwoot(chatwoot.agent.writes(conversation, "Hello Bob"));
  await until(() => lines(zendesk, ticket).length === 2);
  await quiet();
  expect(texts(zendesk, ticket)).toEqual(["An e-mail of Bob", "Bea Agent: Hello Bob"]);
  expect(texts(chatwoot, conversation)).toEqual(["An e-mail of Bob", "Hello Bob"]);
  expect(chatwoot.cases().length).toBe(before + 1);
});

test("keeps what cannot be written, and carries it when a member tries again", async () => {
  const { conversation, ticket } = await begin("Cat", "First");
  const params = { bridgeId };
  zendesk.behave({ refuses: (raw) => raw.includes("Refused") });
  await told.chatwoot(chatwoot.customer.writes(conversation, "Refused"));
  await told.chatwoot(chatwoot.customer.writes(conversation, "Taken"));
  await until(() => texts(zendesk, ticket).includes("Taken"));
  const [bridge] = (await world.call(routes.desks.listBridges)).items;
  expect(bridge).toMatchObject({ failed: 1, problem: { code: "400" } });
  zendesk.behave({});
  await world.call(routes.desks.retryBridge, { params });
  await until(() => texts(zendesk, ticket).includes("Refused"));
  expect((await world.call(routes.desks.listBridges)).items[0]?.failed).toBe(0);
});

test("refuses a bridge between what is not two helpdesks, and answers /health", async () => {
  const [one = "", two = ""] = deskIds;
  const stranger = "0123456789abcdef01234567";
  const create = async (ids: string[], from = ids) =>
    (await world.refusal(routes.desks.createBridge, { body: { deskIds: ids, from } })).code;
  expect(await create([one, two])).toBe("bridge.exists");
  expect(await create([one, stranger])).toBe("bridge.desk-unknown");
  expect(await create([one, two], [stranger])).toBe("bridge.from-unknown");
  expect(await create([one, one])).toBe("request.invalid");
  expect((await fetch(`${world.url}/health`)).status).toBe(200);
  for (const path of Object.values(hooks)) {
    expect((await fetch(world.url + path, { method: "POST", body: "{}" })).status).toBe(401);
  }
});

test("carries each message once and in order, wherever the server is killed", async () => {
  const { conversation, ticket } = await begin("Dan", "Zero");
  await world.stop();
  server = await startProcess(world);
  zendesk.slow(200);
  const words = ["One", "Two", "Three"];
  for (const word of words) {
    await told.chatwoot(chatwoot.customer.writes(conversation, word));
  }
  await new Promise((resolve) => setTimeout(resolve, 250));
  await server.kill("SIGKILL");
  server = await startProcess(world);
  await until(() => texts(zendesk, ticket).includes("Three"), 30_000);
  zendesk.slow(0);
  await quiet();
  expect(texts(zendesk, ticket)).toEqual(["Zero", ...words]);
  expect(texts(chatwoot, conversation)).toEqual(["Zero", ...words]);
}, 60_000);
