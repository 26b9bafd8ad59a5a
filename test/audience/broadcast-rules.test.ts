import { type BroadcastPlan, routes } from "@chatloom/api-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startDouble } from "../doubles/start-double.ts";
import { startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { where } from "./where.ts";

const { audience, broadcasts, contacts, conversations, marketing, prices, reports } = routes;
/** The double checks signatures by the real clock, so tests that move the server's clock come last and look at starts only. */
const dayMs = 86_400_000;
let world: World;
let http: Awaited<ReturnType<typeof startDouble>>;
let webhook: string;
let flowId: string;
let ids: Map<string, string>;
const people = Array.from({ length: 12 }, (_, index) => `p${index}`);
beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  webhook = await connect(world, http);
  flowId = await publish(
    world,
    flowOf(
      "Offer",
      {
        start: keyword("offer"),
        text: say("Look: https://shop.example/sale?to={{ contact.name }}."),
        bought: { type: "goal", data: { name: "bought" } },
      },
      ["start.next > text"],
    ),
  );
  await publish(
    world,
    flowOf(
      "Buying",
      { start: keyword("buy"), bought: { type: "goal", data: { name: "bought" } } },
      ["start.next > bought"],
    ),
  );
  for (const name of people) {
    await http.deliver(webhook, { kind: "text", from: name, name, text: "hello" });
  }
  await until(async () => (await allContacts()).length === people.length);
  ids = new Map((await allContacts()).map((it) => [it.name, it.id]));
});
afterAll(async () => {
  await http.close();
  await world.close();
});

const allContacts = async () =>
  (await world.call(contacts.listContacts, { query: { limit: 100 } })).items;
const plan = (more: Partial<BroadcastPlan> = {}): BroadcastPlan => ({
  name: "Sale",
  flowId,
  segmentIds: [],
  excludedSegmentIds: [],
  channelIds: [],
  ...more,
});
async function send(more: Partial<BroadcastPlan> = {}): Promise<string> {
  const { id } = await world.call(broadcasts.createBroadcast, { body: plan(more) });
  await world.call(broadcasts.sendBroadcast, { params: { broadcastId: id }, body: {} });
  return id;
}
const results = (broadcastId: string) =>
  world.call(broadcasts.readBroadcastResults, { params: { broadcastId } });
const becomes = (broadcastId: string, state: string) =>
  until(async () => {
    const found = await world.call(broadcasts.readBroadcast, { params: { broadcastId } });
    return found.state === state;
  }, 20_000);
const names = async (broadcastId: string, query: Record<string, string>) =>
  (
    await world.call(broadcasts.listRecipients, { params: { broadcastId }, query: query as object })
  ).items.map((it) => it.name);
const change = (name: string, body: Record<string, unknown>) =>
  world.call(contacts.updateContact, { params: { contactId: ids.get(name) ?? "" }, body });
/** The hour and minute in a zone, so many hours from now. */
const clock = (zone: string, hours: number) =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(world.server.context.now() + hours * 3_600_000);

test("a held-out share gets nothing; links are counted without previews, and goals against the rest", async () => {
  const from = http.sends.length;
  const id = await send({ holdout: 50, countClicks: true, goal: "bought" });
  await becomes(id, "sent");
  await until(async () => (await results(id)).sent === (await results(id)).started);
  const { holdout, started } = await results(id);
  expect(holdout.contacts).toBeGreaterThan(0);
  expect(holdout.contacts + started).toBe(12);

  const links = new Map(
    http.sends.slice(from).map(({ body }) => {
      const { contact, content } = body as { contact: { id: string }; content: { text: string } };
      return [contact.id, /Look: (\S+)\.$/.exec(content.text)?.[1] ?? ""];
    }),
  );
  expect([...links.keys()].sort()).toEqual((await names(id, {})).sort());
  const [first = "", second = ""] = links.keys();
  const open = (name: string, agent: string) =>
    fetch((links.get(name) ?? "").replace(/^http:\/\/[^/]+/, world.url), {
      redirect: "manual",
      headers: { "user-agent": agent },
    });
  const browser =
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36";
  const opened = await open(first, browser);
  expect(opened.status).toBe(302);
  expect(opened.headers.get("location")).toBe(`https://shop.example/sale?to=${first}`);
  await open(first, browser);
  await open(second, "facebookexternalhit/1.1");
  await until(async () => (await results(id)).clicked === 1 && (await results(id)).previews === 1);
  expect(await names(id, { outcome: "clicked" })).toEqual([first]);

  const [heldOut = ""] = await names(id, { skipped: "holdout" });
  for (const from of [second, heldOut]) {
    await http.deliver(webhook, { kind: "text", from, name: from, text: "buy" });
  }
  await until(async () => (await results(id)).goal === 1);
  await until(async () => (await results(id)).holdout.goal === 1);
  expect(await names(id, { outcome: "goal" })).toEqual([second]);
  await http.deliver(webhook, { kind: "text", from: first, name: first, text: "STOP" });
  await until(async () => (await results(id)).optedOut === 1);
  await change(first, { optedIn: true });

  const params = { broadcastId: id };
  const file = await world.fetch(
    `/api/v1/broadcasts/${params.broadcastId}/recipients-export?outcome=goal`,
  );
  expect(await file.text()).toContain(`,${second},`);
});

test("segments and flows know what contacts did: broadcasts, goals, flows, steps, consent", async () => {
  const [sale] = (await world.call(broadcasts.listBroadcasts)).items;
  const id = sale?.id ?? "";
  const members = async (list: string, right: string, yes = true) => {
    const operator = yes ? "contains" : "notContains";
    const condition = where({ left: `contact.${list}`, operator, right });
    const found = await world.call(audience.previewSegment, { body: { condition } });
    return found.items.map((it) => it.name).sort();
  };
  const got = (await names(id, {})).sort();
  expect(await members("receivedBroadcasts", id)).toEqual(got);
  expect(await members("readBroadcasts", id)).toEqual([]);
  expect(await members("clickedBroadcasts", id)).toEqual(await names(id, { outcome: "clicked" }));
  const answered = await members("answeredBroadcasts", id);
  expect(answered).toEqual((await names(id, { outcome: "replied" })).sort());
  expect(answered).toHaveLength(2);
  const buyers = await members("reachedGoals", "bought");
  expect(buyers).toHaveLength(2);
  expect(await members("reachedGoals", "bought", false)).toHaveLength(10);
  await until(async () => {
    // Reports that somebody looks at are counted soon.
    const day = new Date(world.server.context.now()).toISOString().slice(0, 10);
    await world.call(reports.readOverview, { query: { from: day, to: day } });
    return (await members("enteredFlows", flowId)).length === got.length;
  }, 30_000);
  expect(await members("passedSteps", `${flowId}/text`)).toEqual(got);
  expect(await members("passedSteps", `${flowId}/bought`)).toEqual([]);
  const [clicked = ""] = await members("clickedBroadcasts", id);
  expect(await members("consents", "marketing:given")).toContain(clicked);

  const params = { contactId: ids.get(clicked) ?? "" };
  const { contact } = await world.call(contacts.readContactView, { params });
  expect(contact).toMatchObject({ clickedBroadcasts: [id], enteredFlows: [flowId] });

  const [buyer = ""] = buyers;
  const other = people.find((it) => !buyers.includes(it)) ?? "";
  const condition = where(
    { left: "contact.reachedGoals", operator: "contains", right: "bought" },
    { left: "contact.passedSteps", operator: "notContains", right: `${flowId}/bought` },
  );
  await publish(
    world,
    flowOf(
      "Thanks",
      {
        start: keyword("know me"),
        if: { type: "condition", data: { branches: [{ id: "in", label: "In", condition }] } },
        yes: say("Thank you for buying"),
        no: say("Have a look at our shop"),
      },
      ["start.next > if", "if.branch:in > yes", "if.else > no"],
    ),
  );
  const from = http.sends.length;
  await http.deliver(webhook, { kind: "text", from: buyer, name: buyer, text: "know me" });
  await http.deliver(webhook, { kind: "text", from: other, name: other, text: "know me" });
  await until(() => http.sends.length === from + 2);
  const said = http.sends.slice(from).map(({ body }) => {
    const { contact, content } = body as { contact: { id: string }; content: { text: string } };
    return [contact.id, content.text];
  });
  expect(Object.fromEntries(said)).toEqual({
    [buyer]: "Thank you for buying",
    [other]: "Have a look at our shop",
  });
});

test("a broadcast tells its cost by the price table", async () => {
  const price = { channelType: "http", country: "", category: "", template: "", price: 2.5 };
  await world.call(prices.updatePrices, { body: { currency: "VND", prices: [price] } });
  const { cost } = await world.call(broadcasts.measureReach, { body: plan() });
  expect(cost).toEqual({ amount: 30, currency: "VND", unpriced: 0 });
  const id = await send();
  await becomes(id, "sent");
  expect((await results(id)).cost).toEqual({ amount: 30, currency: "VND", unpriced: 0 });
  expect(
    await world.refusal(prices.updatePrices, { body: { currency: "VND", prices: [price, price] } }),
  ).toMatchObject({ code: "prices.repeated" });
});

test("failed messages are listed by reason and sent again", async () => {
  http.behave({ refuses: (raw) => raw.includes("to=p3") });
  const id = await send();
  await until(async () => (await results(id)).failed === 1);
  const [failure] = (await results(id)).failures;
  const code = failure?.code ?? "";
  expect(await names(id, { outcome: "failed", code })).toEqual(["p3"]);
  http.behave({});
  await world.call(broadcasts.resendFailed, { params: { broadcastId: id }, body: { code } });
  await until(async () => (await results(id)).sent === 12);
  expect((await results(id)).failed).toBe(0);
});

test("quiet hours count in the contact's own zone: who sleeps gets it in the morning", async () => {
  await change("p0", { fields: { timeZone: "Asia/Tokyo" } });
  const quietHours = { from: clock("Asia/Tokyo", -1), to: clock("Asia/Tokyo", 1) };
  await world.call(marketing.updateMarketingRules, { body: { quietHours } });
  const reach = await world.call(broadcasts.measureReach, { body: plan() });
  expect(reach).toMatchObject({ reached: 12, waiting: 1 });
  const id = await send();
  await until(async () => (await results(id)).started === 11);
  expect(await results(id)).toMatchObject({ waiting: 1 });
  expect(await names(id, { outcome: "waiting" })).toEqual(["p0"]);
  await world.call(marketing.updateMarketingRules, { body: {} });
  world.advance(2 * 3_600_000);
  await becomes(id, "sent");
  expect(await results(id)).toMatchObject({ started: 12, waiting: 0 });
});

test("who withdraws while they wait gets nothing", async () => {
  const quietHours = { from: clock("Asia/Tokyo", -1), to: clock("Asia/Tokyo", 1) };
  await world.call(marketing.updateMarketingRules, { body: { quietHours } });
  const id = await send();
  await until(async () => (await results(id)).started === 11);
  await change("p0", { optedIn: true });
  await change("p0", { optedIn: false });
  await world.call(marketing.updateMarketingRules, { body: {} });
  world.advance(2 * 3_600_000);
  await becomes(id, "sent");
  expect(await names(id, { skipped: "withdrawn" })).toEqual(["p0"]);
  await change("p0", { optedIn: true });
});

test("who is taken over before the flow starts is shown as talking to a person", async () => {
  const { items } = await world.call(conversations.listConversations, { query: { limit: 50 } });
  const taken = items.find((it) => it.contact.name === "p5")?.id ?? "";
  const from = world.server.context.now();
  const at = new Date(from + 3_600_000).toISOString();
  const id = await send({ at });
  await world.call(conversations.takeOver, { as: "agent", params: { conversationId: taken } });
  world.advance(3_600_001);
  await becomes(id, "sent");
  expect(await names(id, { skipped: "withPeople" })).toEqual(["p5"]);
});

test("a cap for all broadcasts leaves out who got enough this week", async () => {
  await world.call(marketing.updateMarketingRules, { body: { mostPerWeek: 1 } });
  const reach = () => world.call(broadcasts.measureReach, { body: plan() });
  expect((await reach()).skipped).toEqual({ capped: 12 });
  world.advance(8 * dayMs);
  expect((await reach()).skipped).not.toHaveProperty("capped");
  await world.call(marketing.updateMarketingRules, { body: {} });
});

test("a weekly broadcast plans its next time, and stopping that one ends it", async () => {
  const id = await send({ repeat: "weekly", name: "Weekly" });
  await becomes(id, "sent");
  const weekly = async () =>
    (await world.call(broadcasts.listBroadcasts)).items.filter((it) => it.name === "Weekly");
  await until(async () => (await weekly()).length === 2);
  const next = (await weekly()).find((it) => it.id !== id);
  expect(next).toMatchObject({ state: "scheduled", repeat: "weekly" });
  const inDays = (Date.parse(next?.at ?? "") - world.server.context.now()) / dayMs;
  expect(Math.round(inDays)).toBe(7);
  await world.call(broadcasts.stopBroadcast, { params: { broadcastId: next?.id ?? "" } });
  world.advance(8 * dayMs);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(await weekly()).toHaveLength(2);
});
