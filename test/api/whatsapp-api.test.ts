import { readFileSync } from "node:fs";
import { emptyFlow } from "@chatloom/flows-schema";
import { Value } from "typebox/value";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { anyMessage, flowOf, say } from "../turns/publish-test-flow.ts";

const customer = "84900000601";

let world: World;
let double: Double;
let token: string;
let webhookUrl: string;

beforeAll(async () => {
  world = await startWorld();
  double = await startDouble("whatsapp");
  const made = await world.call(routes.accounts.createApiToken, {
    body: { name: "Shop system", role: "admin" },
  });
  token = made.token;
});
afterAll(async () => {
  await world.close();
  await double.close();
});

/** Calls the API as a program does that knows nothing of ours. */
async function call(method: string, path: string, body?: unknown) {
  const response = await fetch(`${world.url}/api/v1/whatsapp${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: a program reads what it expects
  const answer: any = await response.json();
  return { status: response.status, answer };
}

async function get(path: string) {
  const { status, answer } = await call("GET", path);
  expect({ path, status, answer }).toMatchObject({ status: 200 });
  return answer;
}

test("a program connects a number under its own name, and Meta's webhook reaches it", async () => {
  const { phoneNumberId, accessToken, appSecret, wabaId, verifyToken, apiBaseUrl } =
    double.settings;
  const connected = await call("POST", "/accounts", {
    shopId: "shop-1",
    name: "Bag shop",
    ...{ phoneNumberId, accessToken, appSecret, verifyToken, apiBaseUrl },
    businessAccountId: wabaId,
    unknownField: "is left alone",
  });
  expect(connected).toMatchObject({
    status: 200,
    answer: { shopId: "shop-1", phoneNumberId, businessAccountId: wabaId, status: "connected" },
  });
  webhookUrl = connected.answer.webhookUrl;
  expect(JSON.stringify(connected.answer)).not.toContain(accessToken);
  const again = await call("POST", "/accounts", { shopId: "shop-1", phoneNumberId, accessToken });
  expect(again).toMatchObject({ status: 409, answer: { code: "channel.connected-already" } });
  expect(await get("/accounts/shop-1")).toMatchObject({ verifyToken, name: "Bag shop" });
  expect(await get(`/accounts/${phoneNumberId}`)).toMatchObject({ shopId: "shop-1" });
  expect((await get("/accounts")).items).toHaveLength(1);

  // A second number of the same Meta app needs no secret of its own.
  const second = await call("POST", "/accounts", {
    shopId: "shop-2",
    phoneNumberId: "7",
    accessToken,
  });
  expect(second).toMatchObject({ status: 200, answer: { shopId: "shop-2" } });
  expect((await call("DELETE", "/accounts/shop-2")).status).toBe(200);
  expect(await call("GET", "/accounts/shop-2")).toMatchObject({
    status: 404,
    answer: { code: "channel.not-found" },
  });

  const challenge = new URLSearchParams({
    "hub.mode": "subscribe",
    "hub.challenge": "42",
    "hub.verify_token": verifyToken ?? "",
  });
  const registered = await fetch(`${world.url}/api/v1/whatsapp/webhooks?${challenge}`);
  expect([registered.status, await registered.text()]).toEqual([200, "42"]);
});

test("a program makes a flow, activates it, and it answers", async () => {
  const draft = flowOf("Greeting", { any: anyMessage(), a: say("Welcome!") }, ["any.next > a"]);
  const { answer: flow } = await call("POST", "/flows", { name: "Greeting", draft });
  expect(flow).toMatchObject({ active: false, nodeCount: 2 });
  expect(await call("POST", `/flows/${flow.id}/activate`)).toMatchObject({
    status: 200,
    answer: { active: true, version: 1 },
  });
  const hook = `${world.url}/api/v1/whatsapp/webhooks`;
  expect(await double.deliver(hook, { kind: "text", from: customer, text: "hi" })).toBe(200);
  await until(() => double.sends.length === 1);
  expect(JSON.stringify(double.sends[0]?.body)).toContain("Welcome!");

  const changed = flowOf("Greeting", { any: anyMessage(), a: say("Hello!") }, ["any.next > a"]);
  const renamed = await call("PUT", `/flows/${flow.id}`, { name: "Greetings", draft: changed });
  expect(renamed).toMatchObject({ status: 200, answer: { name: "Greetings", changed: true } });
  expect((await call("POST", `/flows/${flow.id}/activate`)).answer.version).toBe(2);
  expect((await call("POST", `/flows/${flow.id}/deactivate`)).answer.active).toBe(false);
  expect((await call("POST", `/flows/${flow.id}/activate`)).answer).toMatchObject({
    active: true,
    version: 2,
  });
  expect((await get("/flows")).items.map((it: { name: string }) => it.name)).toEqual(["Greetings"]);
  const { answer: empty } = await call("POST", "/flows", { name: "Empty" });
  expect(await call("POST", `/flows/${empty.id}/activate`)).toMatchObject({
    status: 409,
    answer: { code: "flow.has-findings" },
  });
  const broken = await call("PUT", `/flows/${flow.id}`, {
    draft: { ...emptyFlow("x"), nodes: [{ id: "a" }] },
  });
  expect(broken).toMatchObject({ status: 400, answer: { code: "request.invalid" } });
});

test("a program reads a conversation, answers it, assigns it and closes it", async () => {
  const { items } = await get("/conversations?shopId=shop-1");
  expect(items).toMatchObject([{ shopId: "shop-1", waId: customer, status: "open" }]);
  const [{ id }] = items;
  const read = await get(`/conversations/${id}`);
  expect(read.messages.map((it: { direction: string }) => it.direction)).toEqual([
    "incoming",
    "outgoing",
  ]);
  const before = double.sends.length;
  const sent = { type: "text", text: "A person here", key: "answer-0001" };
  expect((await call("POST", `/conversations/${id}/messages`, sent)).status).toBe(200);
  await call("POST", `/conversations/${id}/messages`, sent);
  await until(() => double.sends.length > before);
  const template = { name: "order_update", language: "en_US", parameters: ["A-7"] };
  const asTemplate = { type: "template", template };
  expect((await call("POST", `/conversations/${id}/messages`, asTemplate)).status).toBe(200);
  await until(() => double.sends.length === before + 2);
  const bodies = double.sends.slice(before).map((it) => JSON.stringify(it.body));
  expect(bodies[0]).toContain("A person here");
  expect(bodies[1]).toContain("order_update");
  expect((await get(`/conversations/${id}`)).conversation.handler).toBe("human");
  expect(await call("POST", `/conversations/${id}/messages`, { type: "image" })).toMatchObject({
    status: 400,
    answer: { code: "request.invalid", errors: [{ at: "/mediaUrl" }] },
  });

  const { items: members } = await world.call(routes.accounts.listMembers);
  const [member] = members;
  const assigned = await call("POST", `/conversations/${id}/assign`, { agentId: member?.id });
  expect(assigned.answer.assignee).toMatchObject({ id: member?.id });
  const nobody = { agentId: "0123456789abcdef01234567" };
  expect(await call("POST", `/conversations/${id}/assign`, nobody)).toMatchObject({
    status: 400,
    answer: { code: "member.not-found" },
  });
  expect((await call("POST", `/conversations/${id}/close`)).answer.status).toBe("closed");
  expect((await get("/conversations")).items).toEqual([]);
  expect((await get(`/conversations?status=closed&waId=%2B${customer}`)).items).toHaveLength(1);
});

test("a program keeps a customer's tags and consent", async () => {
  expect((await get("/customers?shopId=shop-1")).items).toMatchObject([{ waId: customer }]);
  const tagged = await call("PUT", `/customers/${customer}/tags`, { tags: ["vip", "bags"] });
  expect(tagged.answer).toMatchObject({ tags: ["vip", "bags"], optedIn: false });
  expect((await get("/customers?tag=vip")).items).toHaveLength(1);
  const optIn = { optedIn: true, wording: "Send me offers" };
  expect((await call("PUT", `/customers/${customer}/opt-in`, optIn)).answer.optedIn).toBe(true);
  expect((await get("/customers?optedIn=true")).items).toHaveLength(1);
  const { answer: out } = await call("PUT", `/customers/+${customer}/opt-in`, { optedIn: false });
  expect(out.optedIn).toBe(false);
  const { items } = await world.call(routes.contacts.listConsents, {
    params: { contactId: out.id },
  });
  expect(items.map((it) => [it.state, it.wording])).toEqual([
    ["withdrawn", ""],
    ["given", "Send me offers"],
  ]);
  expect((await call("GET", "/customers/84999999999")).status).toBe(404);
});

test("a program sets up an AI agent", async () => {
  const { answer } = await call("POST", "/ai-agents", {
    name: "Linh",
    settings: { personality: "You sell bags." },
  });
  const id = answer.agent.id;
  expect(answer.draft).toMatchObject({ personality: "You sell bags.", tone: "friendly" });
  expect(await call("POST", `/ai-agents/${id}/activate`)).toMatchObject({
    status: 400,
    answer: { code: "ai.agent-incomplete" },
  });
  await call("PUT", `/ai-agents/${id}`, { settings: { instructions: "Be short." } });
  expect(await call("POST", `/ai-agents/${id}/activate`)).toMatchObject({
    status: 200,
    answer: { active: true, version: 1 },
  });
  expect(await get(`/ai-agents/${id}`)).toMatchObject({
    agent: { active: true, changed: false },
    draft: { personality: "You sell bags.", instructions: "Be short." },
  });
});

test("a program reads what happened, and refuses nothing silently", async () => {
  // Reading has the figures counted on; a pass between two messages counts the first only.
  await until(async () => {
    const { messagesIn, fromBot, fromMembers } = await get("/analytics/messages?shopId=shop-1");
    return messagesIn === 1 && fromBot === 1 && fromMembers === 2;
  }, 20_000);
  expect(await get("/analytics/conversations")).toMatchObject({
    conversations: 1,
    accounts: [{ shopId: "shop-1", name: "Bag shop" }],
  });
  expect(await get("/analytics/automations")).toMatchObject({
    fromBot: 1,
    flows: expect.arrayContaining([expect.objectContaining({ name: "Greetings", active: true })]),
  });
  const wrong = await call("GET", "/analytics/messages?from=2026-12-01&to=2026-11-01");
  expect(wrong).toMatchObject({ status: 400, answer: { code: "reports.range" } });
  expect((await call("GET", "/analytics/messages?shopId=other")).status).toBe(404);
});

test("the examples of the guide are calls that the API takes", () => {
  const guide = readFileSync(new URL("../../docs/en/whatsapp-api.md", import.meta.url), "utf8");
  const commands = guide.replaceAll("\\\n", " ").match(/^curl .+$/gm) ?? [];
  expect(commands.length).toBeGreaterThan(12);
  for (const command of commands) {
    const [, method = "GET"] = /-X (\w+)/.exec(command) ?? [];
    const [, path = ""] = /\$CHATLOOM([^"?]+)/.exec(command) ?? [];
    const [, body] = /-d '(.+)'/.exec(command) ?? [];
    const route = Object.values(routes.whatsappApi).find(
      (it) =>
        "path" in it &&
        it.method === method.toLowerCase() &&
        new RegExp(`^${it.path.replace(/:\w+/g, "[^/]+")}$`).test(`/whatsapp${path}`),
    );
    expect(route, command).toBeDefined();
    const schema = route && "body" in route ? route.body : undefined;
    expect(body !== undefined, command).toBe(schema !== undefined);
    if (schema && body !== undefined) {
      expect([...Value.Errors(schema, JSON.parse(body))], command).toEqual([]);
    }
  }
});

test("a program may do what its role may do, in its own workspace", async () => {
  const viewer = await world.call(routes.accounts.createApiToken, {
    body: { name: "Reader", role: "viewer" },
  });
  const full = token;
  token = viewer.token;
  expect((await call("GET", "/accounts/shop-1")).answer.verifyToken).toBeUndefined();
  expect((await call("PUT", `/customers/${customer}/tags`, { tags: [] })).status).toBe(403);
  expect((await call("DELETE", "/accounts/shop-1")).status).toBe(403);
  token = full;
  expect(webhookUrl).toContain("/webhooks/whatsapp/");
});
