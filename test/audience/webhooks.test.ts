import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type ContactImport, routes } from "@chatloom/api-schema";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startDouble } from "../doubles/start-double.ts";
import { startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, publish, say } from "../turns/publish-test-flow.ts";
import { orderSteps, orderWays } from "./order-steps.ts";

const { broadcasts, contactImports, contacts, conversations, operations, webhooks } = routes;

interface Told {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

let world: World;
let http: Awaited<ReturnType<typeof startDouble>>;
let hook: string;
let receiver: Server;
let url: string;
let told: Told[] = [];
let answers: number[] = [];
beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  hook = await connect(world, http);
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (it: Buffer) => chunks.push(it));
    request.on("end", () => {
      const status = answers.shift() ?? 204;
      const body = Buffer.concat(chunks).toString("utf8");
      const { type, data } = JSON.parse(body) as Pick<Told, "type" | "data">;
      if (status < 300) {
        told.push({ headers: request.headers, body, type, data });
      }
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
  await publish(
    world,
    flowOf(
      "Order",
      {
        ...orderSteps,
        text: say("Thank you"),
      },
      orderWays,
    ),
  );
});
beforeEach(() => {
  told = [];
  answers = [];
});
afterAll(async () => {
  await http.close();
  await world.close();
  receiver.close();
});

const create = (events: readonly string[] = []) =>
  world.call(webhooks.createWebhook, {
    body: { url, description: "", events: events as never },
  });
const types = () => told.map((it) => it.type).sort();
const log = async (webhookId: string) =>
  (await world.call(webhooks.listDeliveries, { params: { webhookId }, query: {} })).items;
const remove = (webhookId: string) => world.call(webhooks.deleteWebhook, { params: { webhookId } });
const write = (from: string, text: string) =>
  http.deliver(hook, { kind: "text", from: `u-${from}`, name: from, text });

test("a conversation tells what happens, each event once, with a signature", async () => {
  const { webhook, secret } = await create();
  await write("Ana", "order");
  const expected = [
    "contact.created",
    "contact.tagAdded",
    "contact.updated",
    "conversation.started",
    "flow.entered",
    "flow.finished",
    "goal.reached",
    "message.received",
    "message.sent",
  ];
  await until(() => told.length >= expected.length);
  const { items } = await world.call(conversations.listConversations, { query: {} });
  const conversationId = items[0]?.id ?? "";
  const params = { conversationId };
  await world.call(conversations.takeOver, { as: "agent", params });
  await world.call(conversations.resolve, { as: "agent", params });
  await until(() => types().includes("conversation.resolved"));
  const contactId = items[0]?.contact.id ?? "";
  await world.call(contacts.recordConsent, {
    params: { contactId },
    body: { channelId: "all", purpose: "marketing", state: "given" },
  });
  await until(() => types().includes("contact.consentChanged"));
  await until(async () => (await log(webhook.id)).every((it) => it.state === "delivered"));
  expect(types()).toEqual([...expected, "conversation.resolved", "contact.consentChanged"].sort());
  const ids = told.map((it) => it.headers["webhook-id"]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { headers, body, data } of told) {
    const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    const key = Buffer.from(secret.slice("whsec_".length), "base64");
    const signature = createHmac("sha256", key).update(signed).digest("base64");
    expect(headers["webhook-signature"]).toBe(`v1,${signature}`);
    expect(data.contactId).toBe(contactId);
  }
  expect(await world.call(webhooks.listWebhooks)).not.toHaveProperty("items.0.secret");
  await remove(webhook.id);
});

test("a failure that the platform reports after it took the message is told once", async () => {
  const { webhook } = await create(["message.failed"]);
  const before = http.sends.length;
  await write("Late", "order");
  await until(() => http.sends.length === before + 1);
  const { items } = await world.call(conversations.listConversations, { query: {} });
  const conversationId = items.find((it) => it.contact.name === "Late")?.id ?? "";
  const params = { conversationId };
  const thread = async () =>
    (await world.call(conversations.listMessages, { params, query: {} })).items;
  await until(async () => (await thread()).some((it) => it.delivery === "sent"));
  const messageId = `their-${http.sends.length}`;
  const failed = { kind: "status", status: "failed", to: "u-Late", messageId } as const;
  await http.deliver(hook, failed);
  await http.deliver(hook, failed);
  await until(() => told.length === 1);
  expect(told[0]?.data).toMatchObject({ conversationId, failure: { code: "failed" } });
  await until(async () => (await thread()).some((it) => it.delivery === "failed"));
  expect(await log(webhook.id)).toHaveLength(1);
  await remove(webhook.id);
});

test("an import tells each contact that it made or changed, unless it is silent", async () => {
  const { webhook } = await create(["contact.created", "contact.updated", "contact.tagAdded"]);
  const load = async (content: string, more: { readonly tellWebhooks?: boolean } = {}) => {
    const reply = await world.fetch("/api/v1/contact-imports", {
      method: "POST",
      headers: { "x-file-name": "list.csv", "content-type": "text/csv" },
      body: content,
    });
    const found = (await reply.json()) as ContactImport;
    const params = { importId: found.id };
    const ended = () =>
      until(async () => {
        const { job } = await world.call(contactImports.readContactImport, { params });
        return job?.state === "done";
      }, 20_000);
    const body = { ...found.settings, ...more };
    await world.call(contactImports.checkContactImport, { params, body });
    await ended();
    await world.call(contactImports.startContactImport, { params });
    await ended();
  };
  await load("Name,Email\nIda,ida@example.org\nOle,ole@example.org\n");
  await until(() => told.length === 2);
  expect(types()).toEqual(["contact.created", "contact.created"]);
  await load("Name,Email,Tags\nIda B,ida@example.org,vip\nOle,ole@example.org,\n");
  await until(() => told.length === 4);
  expect(types().slice(2)).toEqual(["contact.tagAdded", "contact.updated"]);
  expect(told.find((it) => it.type === "contact.updated")?.data).toMatchObject({
    changes: { name: "Ida B", tags: ["vip"] },
  });
  await load("Name,Email\nEva,eva@example.org\n", { tellWebhooks: false });
  expect(await log(webhook.id)).toHaveLength(4);
  await remove(webhook.id);
});

test("only the chosen events are told; a broadcast tells when it is over", async () => {
  const { webhook } = await create(["broadcast.finished"]);
  const { items } = await world.call(routes.flows.listFlows);
  const body = {
    name: "Sale",
    flowId: items.find((it) => it.name === "Order")?.id ?? "",
    segmentIds: [],
    excludedSegmentIds: [],
    channelIds: [],
  };
  const { id } = await world.call(broadcasts.createBroadcast, { body });
  await world.call(broadcasts.sendBroadcast, { params: { broadcastId: id }, body: {} });
  await until(() => told.length === 1);
  expect(told[0]).toMatchObject({ type: "broadcast.finished", data: { broadcastId: id } });
  await remove(webhook.id);
});

test("a webhook that answers with an error is tried again, and a restart forgets nothing", async () => {
  const { webhook } = await create(["message.received"]);
  answers = [500];
  await write("Bo", "hello");
  await until(async () => (await log(webhook.id))[0]?.status !== undefined);
  expect((await log(webhook.id))[0]).toMatchObject({
    state: "pending",
    status: 500,
    problem: { code: "http.status", message: "500" },
  });
  await world.restart();
  world.advance(7_000);
  await until(() => told.length === 1);
  await until(async () => (await log(webhook.id))[0]?.state === "delivered");
  expect(told[0]?.data).toMatchObject({ content: { kind: "text", text: "hello" } });

  const [delivery] = await log(webhook.id);
  await world.call(webhooks.resendDelivery, {
    params: { webhookId: webhook.id, deliveryId: delivery?.id ?? "" },
  });
  await until(() => told.length === 2);
  expect(told[1]?.headers["webhook-id"]).toBe(told[0]?.headers["webhook-id"]);
  await remove(webhook.id);
});

test("a webhook that is gone, or fails for three days, is disabled with an alert", async () => {
  const { webhook } = await create(["message.received"]);
  const params = { webhookId: webhook.id };
  const state = async () =>
    (await world.call(webhooks.listWebhooks)).items.find((it) => it.id === webhook.id);
  answers = [410];
  await world.call(webhooks.testWebhook, { params });
  await until(async () => (await state())?.enabled === false);
  const alerts = await world.call(operations.listAlerts, { query: {} });
  expect(alerts.items.map((it) => it.code)).toContain("webhook.disabled");
  const [failed] = await log(webhook.id);
  expect(failed).toMatchObject({ state: "failed", status: 410 });
  expect(
    await world.refusal(webhooks.resendDelivery, {
      params: { ...params, deliveryId: failed?.id ?? "" },
    }),
  ).toMatchObject({ code: "webhook.disabled" });

  await world.call(webhooks.updateWebhook, { params, body: { enabled: true } });
  answers = [503, 503];
  await world.call(webhooks.testWebhook, { params });
  // The attempt must have failed: one that is under way would fail after the clock moved.
  await until(async () => (await log(webhook.id))[0]?.status === 503);
  world.advance(73 * 3_600_000);
  await until(async () => (await state())?.enabled === false);
  expect(await state()).toMatchObject({ disabledFor: { code: "http.status", message: "503" } });
});

test("an address that is none is refused, and only admins may look", async () => {
  const body = { url: "https://", description: "", events: [] };
  expect(await world.refusal(webhooks.createWebhook, { body })).toMatchObject({
    code: "webhook.url",
  });
  expect(await world.refusal(webhooks.listWebhooks, { as: "editor" })).toMatchObject({
    status: 403,
  });
});
