import { afterAll, beforeAll, expect, test } from "vitest";
import { startWithPeople, type WorldWithPeople } from "../inbox/world-with-people.ts";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { anyMessage, flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { conversations, experiments, reports } = routes;
let people: WorldWithPeople;
let flowId: string;
beforeAll(async () => {
  people = await startWithPeople([]);
  const { world, write } = people;
  flowId = await publish(
    world,
    flowOf("Echo", { start: anyMessage(), echo: say("The bot answers") }, ["start.next > echo"]),
  );
  await write("Ann", "one");
  await write("Ann", "two");
  await write("Ben", "three");
  await until(async () => (await listed()).length === 2);
  const { id: conversationId } = await people.of("Ben");
  await world.call(conversations.takeOver, { as: "agent", params: { conversationId } });
  await world.call(conversations.reply, {
    as: "agent",
    params: { conversationId },
    body: { content: { kind: "text", text: "A person" } },
  });
  await world.call(conversations.resolve, { as: "agent", params: { conversationId } });
});
afterAll(() => people.close());

const listed = async () => (await people.world.call(conversations.listConversations, {})).items;
const today = () => new Date().toISOString().slice(0, 10);
const range = () => ({ from: today(), to: today() });
const overview = (query = {}) =>
  people.world.call(reports.readOverview, { query: { ...range(), ...query } });

test("shows today's figures, by channel and by flow, and the conversations behind them", async () => {
  await until(async () => {
    const { now, counting } = await overview();
    return !counting && now.messagesIn === 3 && now.messagesOut === 4 && now.resolved === 1;
  });
  const { now, before, days, channels } = await overview();
  expect(now).toMatchObject({
    fromBot: 3,
    fromMembers: 1,
    conversations: 2,
    contacts: 2,
    newContacts: 2,
    returningContacts: 0,
    sessions: 2,
    solvedByBot: 1,
    withPeople: 1,
    takenOver: 1,
    botAnswer: { count: 3 },
    resolution: { count: 1 },
  });
  expect(before).toMatchObject({ messagesIn: 0, conversations: 0 });
  expect(days).toMatchObject([{ date: today(), messagesIn: 3, newContacts: 2 }]);
  expect(channels).toMatchObject([{ days: [{ messagesIn: 3, messagesOut: 4 }] }]);
  expect((await overview({ flowId })).now).toMatchObject({ messagesIn: 3, conversations: 2 });
  expect((await overview({ tag: "nobody" })).now).toMatchObject({ messagesIn: 0 });

  const behind = await people.world.call(reports.listReportConversations, {
    query: { ...range(), figure: "takenOver" },
  });
  expect(behind.items).toMatchObject([{ contactName: "Ben" }]);
});

test("prices sent messages by the editable price table, in the overview and by channel", async () => {
  const { world } = people;
  const price = { channelType: "http", country: "", category: "service", template: "", price: 25 };
  expect((await overview()).now.messageCost).toMatchObject({ amount: 0, messages: 0, unpriced: 0 });
  await world.call(routes.prices.updatePrices, { body: { currency: "VND", prices: [price] } });
  const cost = { amount: 100, currency: "VND", messages: 4, unpriced: 0 };
  expect((await overview()).now.messageCost).toEqual(cost);
  const { items } = await world.call(reports.readChannelReport, { query: range() });
  expect(items[0]?.now.messageCost).toEqual(cost);
  await world.call(routes.prices.updatePrices, {
    body: { currency: "VND", prices: [{ ...price, country: "VN" }] },
  });
  // Nobody's country is known here, and there is a price for one country only.
  expect((await overview()).now.messageCost).toMatchObject({ amount: 0, unpriced: 4 });
  expect((await overview({ country: "VN" })).now).toMatchObject({ messagesIn: 0 });
});

test("shows what members did, and when contacts wrote", async () => {
  const team = await people.world.call(reports.readTeamReport, { query: range() });
  expect(team.members).toMatchObject([{ messages: 1, takenOver: 1, resolved: 1, within: 1 }]);
  expect(team.heat.reduce((sum, it) => sum + it.count, 0)).toBe(3);
  expect(team.backlog.at(-1)).toMatchObject({ waiting: 0, open: 0 });
  const { items } = await people.world.call(reports.readChannelReport, { query: range() });
  expect(items).toMatchObject([{ now: { messagesIn: 3, delivery: { sent: 4, failed: 0 } } }]);
});

test("shows how the server works: traffic with platforms, and that nothing waits", async () => {
  const read = () => people.world.call(reports.readOperationsReport, {});
  await until(async () => (await read()).channels[0]?.called === 4);
  const found = await read();
  expect(found).toMatchObject({ waitingEvents: 0, overdue: 0, deadLetters: 0 });
  expect(found.processes).toBeGreaterThanOrEqual(1);
  expect(found.channels[0]).toMatchObject({
    type: "http",
    received: 3,
    refused: 0,
    failed: 0,
    time: { count: 4 },
    waiting: 0,
    hours: [{ received: 3, called: 4 }],
  });
  const { items } = await people.world.call(reports.readChannelReport, { query: range() });
  expect(items).toMatchObject([{ windowMisses: 0, platform: { count: 4 } }]);
});

test("shows what happened at each step, and the conversations that were there", async () => {
  const params = { flowId };
  const flow = await people.world.call(reports.readFlowReport, { params, query: range() });
  expect(flow).toMatchObject({
    runs: 3,
    completed: 3,
    versions: [{ version: 1, runs: 3, completed: 3, dropped: 0 }],
  });
  expect(flow.steps.find((it) => it.nodeId === "echo")).toMatchObject({ entered: 3, dropped: 0 });
  expect(flow.steps.find((it) => it.nodeId === "start")).toMatchObject({
    left: [{ port: "next", count: 3 }],
  });
  const query = { ...range(), figure: "entered", flowId, nodeId: "echo" } as const;
  const { items } = await people.world.call(reports.listReportConversations, { query });
  expect(items.map((it) => it.contactName).sort()).toEqual(["Ann", "Ben"]);
  const { nodeId: _, ...without } = query;
  expect(
    await people.world.refusal(reports.listReportConversations, { query: without }),
  ).toMatchObject({ code: "reports.no-step" });
});

test("gives the same figures when everything is counted anew", async () => {
  const { now: counted } = await overview();
  await people.world.call(reports.rebuildReports, { as: "admin" });
  await until(async () => {
    const { counting, now } = await overview();
    return !counting && JSON.stringify(now) === JSON.stringify(counted);
  });
});

test("refuses periods that run backwards or are too long, and two filters", async () => {
  const { world } = people;
  const refused = (query: Record<string, string>) =>
    world.refusal(reports.readOverview, { query: query as never });
  expect(await refused({ from: "2026-02-02", to: "2026-02-01" })).toMatchObject({
    status: 400,
    code: "reports.range",
  });
  expect(await refused({ from: "2001-02-02", to: "2026-02-01" })).toMatchObject({ status: 400 });
  expect(await refused({ from: "2026-02-31", to: "soon" })).toMatchObject({ status: 400 });
  expect(await refused({ ...range(), tag: "a", language: "en" })).toMatchObject({
    code: "reports.one-filter",
  });
});

test("shows the journeys of contacts", async () => {
  const { cohorts, ways, goals } = await people.world.call(reports.readJourneyReport, {
    query: range(),
  });
  expect(cohorts).toMatchObject([{ contacts: 2, returned: [] }]);
  expect(ways.places).toMatchObject([{ depth: 0 }, { name: "Echo", depth: 1 }]);
  expect(ways.steps).toEqual([{ from: 0, to: 1, count: 2 }]);
  expect(goals).toEqual([]);
});

test("shows how the variants of an A/B test do, and what can be said so early", async () => {
  const { world, write } = people;
  const variants = [
    { id: "a", label: "Friendly", weight: 50 },
    { id: "b", label: "Short", weight: 50 },
  ];
  const split = flowOf(
    "Split",
    {
      start: keyword("test"),
      ab: { type: "abSplit", data: { variants, sticky: true, mode: "fixed", goal: "order" } },
      a: say("Friendly"),
      b: say("Short"),
      order: { type: "goal", data: { name: "order" } },
    },
    ["start.next > ab", "ab.variant:a > a", "ab.variant:b > b", "b.next > order"],
  );
  const splitId = await publish(world, split);
  const names = Array.from({ length: 12 }, (_, index) => `Person ${index}`);
  for (const name of names) {
    await write(name, "test");
  }
  // Whoever comes again counts once.
  await write("Person 0", "test");
  const params = { flowId: splitId, nodeId: "ab" };
  const read = (query = {}) => world.call(experiments.readExperiment, { params, query });
  await until(async () => {
    const { variants: its } = await read();
    return its.reduce((sum, it) => sum + it.people, 0) === names.length;
  });
  await until(async () => {
    const [, short] = (await read()).variants;
    return short?.converted === short?.people;
  });
  const results = await read();
  expect(results).toMatchObject({
    flowName: "Split",
    sticky: true,
    goal: "order",
    goals: ["order"],
    verdict: "tooFew",
    variants: [
      { id: "a", label: "Friendly", converted: 0, rate: 0 },
      { id: "b", rate: 1 },
    ],
  });
  expect(results.variants[1]?.probabilityBest).toBeGreaterThan(0.9);
  expect((await read({ goal: "nothing" })).variants[1]).toMatchObject({ converted: 0 });
  const { items } = await world.call(experiments.listExperiments);
  expect(items).toMatchObject([{ nodeId: "ab", variants: ["Friendly", "Short"] }]);
  expect(
    await world.refusal(experiments.readExperiment, { params: { ...params, nodeId: "a" } }),
  ).toMatchObject({ status: 404, code: "experiment.not-found" });
});

test("a test that learns gives more newcomers what works better, and judges its holdout only", async () => {
  const { world, write } = people;
  const variants = [
    { id: "a", label: "Friendly", weight: 50 },
    { id: "b", label: "Short", weight: 50 },
  ];
  const data = { variants, sticky: true, mode: "bandit", holdout: 40, goal: "learnt" } as const;
  const flow = flowOf(
    "Learning",
    {
      start: keyword("learn"),
      ab: { type: "abSplit", data },
      a: say("Friendly"),
      b: say("Short"),
      learnt: { type: "goal", data: { name: "learnt" } },
    },
    ["start.next > ab", "ab.variant:a > a", "ab.variant:b > b", "b.next > learnt"],
  );
  const learningId = await publish(world, flow);
  const names = Array.from({ length: 16 }, (_, index) => `Learner ${index}`);
  for (const name of names) {
    await write(name, "learn");
  }
  const params = { flowId: learningId, nodeId: "ab" };
  const read = (query = {}) => world.call(experiments.readExperiment, { params, query });
  const sum = (numbers: readonly number[]) => numbers.reduce((total, it) => total + it, 0);
  await until(async () => {
    // Whoever looks at reports has them counted, and shares learnt, soon.
    await overview();
    const its = (await read()).variants;
    const [, better] = its;
    return sum(its.map((it) => it.everyone.people)) === 16 && (better?.learnt ?? 0) > 0.8;
  }, 60_000);
  const { holdout, variants: its } = await read();
  expect(holdout).toBe(40);
  expect(sum(its.map((it) => it.learnt ?? 0))).toBeCloseTo(1, 3);
  const judged = sum(its.map((it) => it.people));
  expect(judged).toBeGreaterThan(0);
  expect(judged).toBeLessThan(16);
  const { items } = await world.call(routes.channels.listChannels);
  const channelId = items.find((it) => it.type === "http")?.id ?? "";
  const onChannel = (await read({ channelId })).variants;
  expect(sum(onChannel.map((it) => it.everyone.people))).toBe(16);
  const elsewhere = (await read({ channelId: "0".repeat(24) })).variants;
  expect(sum(elsewhere.map((it) => it.everyone.people))).toBe(0);
  const refused = { params, query: { segmentId: "0".repeat(24) } };
  expect(await world.refusal(experiments.readExperiment, refused)).toMatchObject({
    code: "segment.not-found",
  });
}, 90_000);
