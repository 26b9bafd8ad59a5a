import { afterAll, beforeAll, expect, test } from "vitest";
import { startWithPeople, type WorldWithPeople } from "../inbox/world-with-people.ts";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { anyMessage, flowOf, publish, say } from "../turns/publish-test-flow.ts";

const { conversations, reports } = routes;
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
    const { now } = await overview();
    return now.messagesIn === 3 && now.messagesOut === 4 && now.resolved === 1;
  });
  const { now, before, days, channels, counting } = await overview();
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
  expect(counting).toBe(false);
  expect(days).toMatchObject([{ date: today(), messagesIn: 3, newContacts: 2 }]);
  expect(channels).toMatchObject([{ days: [{ messagesIn: 3, messagesOut: 4 }] }]);
  expect((await overview({ flowId })).now).toMatchObject({ messagesIn: 3, conversations: 2 });
  expect((await overview({ tag: "nobody" })).now).toMatchObject({ messagesIn: 0 });

  const behind = await people.world.call(reports.listReportConversations, {
    query: { ...range(), figure: "takenOver" },
  });
  expect(behind.items).toMatchObject([{ contactName: "Ben" }]);
});

test("shows what members did, and when contacts wrote", async () => {
  const team = await people.world.call(reports.readTeamReport, { query: range() });
  expect(team.members).toMatchObject([{ messages: 1, takenOver: 1, resolved: 1, within: 1 }]);
  expect(team.heat.reduce((sum, it) => sum + it.count, 0)).toBe(3);
  expect(team.backlog.at(-1)).toMatchObject({ waiting: 0, open: 0 });
  const { items } = await people.world.call(reports.readChannelReport, { query: range() });
  expect(items).toMatchObject([{ now: { messagesIn: 3, delivery: { sent: 4, failed: 0 } } }]);
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
