import type { SurveySettings } from "@chatloom/api-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startDouble } from "../doubles/start-double.ts";
import { routes } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { anyMessage, flowOf, publish, say } from "../turns/publish-test-flow.ts";
import { startWithPeople, type WorldWithPeople } from "./world-with-people.ts";

const { conversations, satisfaction, teams } = routes;
const hourMs = 3_600_000;
const question = "How did we do?";
const settings = {
  enabled: true,
  question,
  scale: "five",
  delayMinutes: 0,
  everyHours: 24,
  channelIds: [],
} as const satisfies Omit<SurveySettings, "scope">;
let people: WorldWithPeople;
beforeAll(async () => {
  people = await startWithPeople(["Ann", "Ben", "Cho", "Dee", "Eve", "Fay", "Gil"]);
  await publish(
    people.world,
    flowOf("Echo", { start: anyMessage(), echo: say("The bot answers") }, ["start.next > echo"]),
  );
  await save(settings);
});
afterAll(() => people.close());

const save = (body: Omit<SurveySettings, "scope">, scope = "workspace") =>
  people.world.call(satisfaction.saveSurveySettings, { params: { scope }, body });

async function take(name: string) {
  const { id: conversationId } = await people.of(name);
  const params = { conversationId };
  await people.world.call(conversations.takeOver, { as: "agent", params });
  return params;
}
const resolve = (params: { conversationId: string }) =>
  people.world.call(conversations.resolve, { as: "agent", params });
/** Gives the contact's messages, in order. */
async function got(params: { conversationId: string }) {
  const { items } = await people.world.call(conversations.listMessages, { params });
  return items
    .filter((it) => it.direction === "outgoing")
    .reverse()
    .map(({ content }) => ("text" in content ? content.text : content.kind));
}
async function payloads(params: { conversationId: string }) {
  const { items } = await people.world.call(conversations.listMessages, { params });
  const asked = items.find(({ content }) => "text" in content && content.text === question);
  const { content } = asked ?? {};
  return content && "replies" in content ? (content.replies ?? []).map((it) => it.payload) : [];
}
const ended = async ({ conversationId }: { conversationId: string }) => {
  const query = { conversationId };
  return (await people.world.call(satisfaction.listResolutions, { query })).items;
};

test("an agent's resolution asks once; rating and comment are kept and reach no flow", async () => {
  const { world } = people;
  await save({ ...settings, commentQuestion: "What could be better?", thanks: "Thank you!" });
  const params = await take("Ann");
  await resolve(params);
  await until(async () => (await got(params)).includes(question));
  await people.write("Ann", "4");
  await until(async () => (await got(params)).includes("What could be better?"));
  await people.write("Ann", "A quicker answer");
  await until(async () => (await got(params)).includes("Thank you!"));
  await save(settings);

  expect(await got(params)).toEqual([question, "What could be better?", "Thank you!"]);
  const { conversation } = await world.call(conversations.readConversation, { params });
  expect(conversation).toMatchObject({
    resolved: true,
    unread: 0,
    satisfaction: { state: "rated", scale: "five", rating: 4 },
  });
  await until(async () => (await ended(params))[0]?.survey?.comment !== undefined);
  expect(await ended(params)).toMatchObject([
    {
      kind: "resolved",
      member: { name: "Agent Member" },
      survey: { rating: 4, comment: "A quicker answer", askedAt: expect.any(String) },
    },
  ]);
  const { items } = await world.call(conversations.listMessages, { params });
  expect(items.find((it) => it.event === "rated")).toMatchObject({
    author: { type: "contact", name: "Ann" },
    content: { text: "4/5" },
  });
  await people.write("Ann", "Hello again");
  await until(async () => (await got(params)).includes("The bot answers"));
});

test("a conversation that is reopened and resolved again is not asked twice", async () => {
  const { world } = people;
  const params = await take("Ben");
  await resolve(params);
  await until(async () => (await got(params)).includes(question));
  await world.call(conversations.reopen, { as: "agent", params });
  await world.call(conversations.takeOver, { as: "agent", params });
  await resolve(params);
  await until(async () => (await ended(params)).length === 2);
  world.advance(60_000);
  expect(await got(params)).toEqual([question]);
  const { conversation } = await world.call(conversations.readConversation, { params });
  expect(conversation.satisfaction).toMatchObject({ state: "asked" });
});

test("what is no rating goes to the bot, and so does what is typed after it; a tap still counts, and may be corrected", async () => {
  const params = await take("Cho");
  await resolve(params);
  await until(async () => (await payloads(params)).length === 5);
  const [five, , , two] = await payloads(params);
  const tap = (payload = "") =>
    people.http.deliver(people.webhook, { kind: "tap", from: "Cho", payload, label: "★" });
  await people.write("Cho", "Where is my parcel?");
  await people.write("Cho", "5");
  await until(async () => (await got(params)).length === 3);
  expect(await got(params)).toEqual([question, "The bot answers", "The bot answers"]);
  expect((await ended(params))[0]?.survey?.rating).toBeUndefined();
  await tap(two);
  await until(async () => (await ended(params))[0]?.survey?.rating === 2);
  await tap(five);
  await until(async () => (await ended(params))[0]?.survey?.rating === 5);
  expect(await got(params)).toHaveLength(3);
});

test("a team asks in its own way, or not at all; the figures tell each apart", async () => {
  const { world } = people;
  const team = await world.call(teams.createTeam, { body: { name: "Sales" } });
  await save({ ...settings, scale: "thumbs", question: "Happy?" }, team.id);
  const params = await take("Fay");
  await world.call(conversations.assignTeam, { params, body: { teamId: team.id } });
  await resolve(params);
  await until(async () => (await got(params)).length === 1);
  await people.write("Fay", "👎🏽");
  await until(async () => (await ended(params))[0]?.survey?.rating === 1);
  const byTeam = await world.call(satisfaction.readSatisfaction, { query: { by: "team" } });
  expect(byTeam).toEqual({
    total: { asked: 4, answered: 3, positive: 2, average: 4.5 },
    items: [
      { key: "", name: "", asked: 3, answered: 2, positive: 2, average: 4.5 },
      { key: team.id, name: "Sales", asked: 1, answered: 1, positive: 0 },
    ],
  });
  const byMember = await world.call(satisfaction.readSatisfaction, { query: { by: "member" } });
  expect(byMember.items).toMatchObject([{ name: "Agent Member", asked: 4, answered: 3 }]);
  const from = new Date(world.server.context.now() + hourMs).toISOString();
  const later = await world.call(satisfaction.readSatisfaction, { query: { by: "team", from } });
  expect(later).toEqual({ total: { asked: 0, answered: 0, positive: 0 }, items: [] });

  await save({ ...settings, enabled: false }, team.id);
  const other = await take("Gil");
  await world.call(conversations.assignTeam, { params: other, body: { teamId: team.id } });
  await resolve(other);
  await until(async () => (await ended(other)).length === 1);
  expect((await ended(other))[0]?.survey).toBeUndefined();
  expect(await got(other)).toEqual([]);
});

// From here on the clock is moved away from the real time, by which platforms sign their webhooks.
test("nobody is asked whom no person answered, and nothing is sent over a person's head", async () => {
  const { world } = people;
  const { id } = await people.of("Dee");
  const untouched = { conversationId: id };
  await resolve(untouched);
  await save({ ...settings, delayMinutes: 5 });
  const params = await take("Eve");
  await resolve(params);
  await world.call(conversations.takeOver, { as: "agent", params });
  await save(settings);
  world.advance(6 * 60_000);
  await until(async () => (await ended(params))[0]?.survey?.skipped === "busy");
  expect(await got(params)).toEqual([]);
  expect(await got(untouched)).toEqual([]);
  expect(await ended(untouched)).toEqual([]);
});

test("nothing is asked once the platform's free window is closed", async () => {
  const { world } = people;
  const whatsapp = await startDouble("whatsapp");
  const webhook = await connect(world, whatsapp);
  const at = world.server.context.now();
  await whatsapp.deliver(webhook, { kind: "text", from: "4915112345678", text: "hi", at });
  let conversationId = "";
  await until(async () => {
    const { items } = await world.call(conversations.listConversations);
    conversationId = items.find((it) => it.channel.type === "whatsapp")?.id ?? "";
    return conversationId !== "";
  });
  const params = { conversationId };
  await until(async () => (await got(params)).length === 1);
  await world.call(conversations.takeOver, { as: "agent", params });
  world.advance(23 * hourMs);
  await save({ ...settings, delayMinutes: 120 });
  await resolve(params);
  world.advance(2 * hourMs);
  await until(async () => (await ended(params))[0]?.survey?.skipped === "window");
  expect(await got(params)).toEqual(["The bot answers"]);
  await whatsapp.close();
});

test("settings name what is wrong with them", async () => {
  const { world } = people;
  const refused = (body: unknown, scope = "workspace") =>
    world.refusal(satisfaction.saveSurveySettings, { params: { scope }, body });
  const unknown = "0123456789abcdef01234567";
  expect(await refused({ ...settings, channelIds: [unknown] })).toMatchObject({
    code: "channel.not-found",
    errors: [{ at: "/channelIds/0" }],
  });
  expect(await refused(settings, unknown)).toMatchObject({ status: 404 });
  expect(await refused({ ...settings, question: "  " })).toMatchObject({
    errors: [{ at: "/question" }],
  });
  expect(await refused({ ...settings, delayMinutes: -1 })).toMatchObject({ status: 400 });
});
