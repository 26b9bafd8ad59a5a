import { afterAll, beforeAll, expect, test } from "vitest";
import { startWithPeople, type WorldWithPeople } from "../inbox/world-with-people.ts";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { anyMessage, flowOf, publish } from "../turns/publish-test-flow.ts";

const { reports } = routes;
let people: WorldWithPeople;
let flowId: string;

/** The answers that each person gives, in order: stars, day, drink, wish. */
const given: Readonly<Record<string, readonly string[]>> = {
  Ann: ["5", "2026-12-24", "Tea", "Free delivery"],
  Ben: ["as many as you like", "5", "2026-12-24", "coffee", "  free  DELIVERY!"],
  Cleo: ["2", "2026-12-01", "Tea", "Giao hàng miễn phí"],
  Dan: ["3", "2026-12-24", "tea", "giao hang mien phi", "and more"],
};

beforeAll(async () => {
  people = await startWithPeople([]);
  const { world, write } = people;
  const ask = (text: string, expect: "text" | "rating" | "date", saveTo: string) => ({
    type: "ask" as const,
    data: { text, expect, saveTo, attempts: 3, ignoreEarlier: false },
  });
  flowId = await publish(
    world,
    flowOf(
      "Survey",
      {
        start: anyMessage(),
        stars: ask("How many stars?", "rating", "stars"),
        day: ask("Which day?", "date", "day"),
        drink: {
          type: "quickReplies",
          data: {
            text: "Tea or coffee?",
            options: [
              { id: "t", label: "Tea" },
              { id: "c", label: "Coffee" },
              { id: "w", label: "Water" },
            ],
            saveTo: "drink",
            attempts: 2,
            ignoreEarlier: false,
          },
        },
        wish: ask("What do you wish for?", "text", "wish"),
        note: {
          type: "setVariable",
          data: {
            assignments: [{ variable: "seen", operation: "set", value: "yes", as: "string" }],
          },
        },
      },
      [
        "start.next > stars",
        "stars.next > day",
        "day.next > drink",
        "drink.option:t > wish",
        "drink.option:c > wish",
        "wish.next > note",
      ],
    ),
  );
  for (const [name, answers] of Object.entries(given)) {
    for (const text of ["hello", ...answers]) {
      await write(name, text);
    }
  }
  await until(async () => {
    const { questions } = await read();
    return questions.find((it) => it.name === "wish")?.answered === 4 && (await isCounted());
  }, 40_000);
}, 60_000);
afterAll(() => people.close());

const today = () => new Date().toISOString().slice(0, 10);
const range = () => ({ from: today(), to: today() });
const read = (query = {}) =>
  people.world.call(reports.readAnswers, {
    params: { flowId },
    query: { ...range(), ...query },
  });
const isCounted = async () => {
  const { now, counting } = await people.world.call(reports.readOverview, { query: range() });
  return !counting && now.messagesIn === 22;
};
const list = (query = {}) =>
  people.world.call(reports.listAnswers, {
    params: { flowId, nodeId: "wish" },
    query: { ...range(), name: "wish", ...query },
  });
const behind = async (query: object) => {
  const { items } = await people.world.call(reports.listReportConversations, {
    query: { ...range(), figure: "answered", flowId, ...query } as never,
  });
  return items.map((it) => it.contactName).sort();
};

test("counts the answers to each question in its own way", async () => {
  const { questions } = await read();
  expect(questions).toMatchObject([
    {
      nodeId: "stars",
      name: "stars",
      text: "How many stars?",
      kind: "number",
      asked: 5,
      answered: 4,
      numbers: {
        least: 2,
        most: 5,
        average: 3.75,
        median: 4,
        classes: [{ count: 1 }, { count: 1 }, { count: 0 }, { count: 2 }],
      },
    },
    {
      name: "day",
      kind: "date",
      answers: [
        { value: "2026-12-01", count: 1 },
        { value: "2026-12-24", count: 3 },
      ],
    },
    {
      nodeId: "drink",
      kind: "choice",
      asked: 4,
      answered: 4,
      answers: [
        { key: "option:t", value: "Tea", count: 3 },
        { key: "option:c", value: "Coffee", count: 1 },
        { key: "option:w", value: "Water", count: 0 },
      ],
    },
    {
      name: "wish",
      kind: "text",
      answered: 4,
      answers: [
        { key: "free delivery", count: 2 },
        { key: "giao hang mien phi", count: 2 },
      ],
      others: 0,
    },
  ]);
  expect((await read({ version: 2 })).questions).toEqual([]);
  expect((await read({ from: "2026-01-01", to: "2026-01-02" })).questions).toEqual([]);
});

test("lists and searches free texts by pages, whatever their accents", async () => {
  const first = await list({ limit: 1 });
  expect(first.items).toMatchObject([{ key: "free delivery", count: 2 }]);
  const second = await list({ limit: 1, cursor: first.next });
  expect(second.items).toMatchObject([{ key: "giao hang mien phi" }]);
  expect(second.next).toBeUndefined();
  expect((await list({ search: "HÀNG" })).items).toHaveLength(1);
  expect((await list({ search: ".*" })).items).toEqual([]);
});

test("lists the conversations behind an answer", async () => {
  const wish = { nodeId: "wish", name: "wish", answer: "giao hang mien phi" };
  expect(await behind(wish)).toEqual(["Cleo", "Dan"]);
  expect(await behind({ nodeId: "stars", name: "stars", answer: "5" })).toEqual(["Ann", "Ben"]);
  expect(await behind({ nodeId: "drink", answer: "option:c" })).toEqual(["Ben"]);
  expect(await behind({ ...wish, version: 7 })).toEqual([]);
  const query = { ...range(), figure: "answered", flowId, nodeId: "drink" } as const;
  expect(await people.world.refusal(reports.listReportConversations, { query })).toMatchObject({
    code: "reports.no-step",
  });
});

test("gives the same answers when everything is counted anew", async () => {
  const { questions } = await read();
  await people.world.call(reports.rebuildReports, { as: "admin" });
  await until(async () => {
    const { counting, ...after } = await read();
    return !counting && JSON.stringify(after.questions) === JSON.stringify(questions);
  });
});

test("forgets what a person answered when they are erased", async () => {
  const { contact } = await people.of("Cleo");
  await people.world.call(routes.contactRecords.eraseContact, {
    as: "admin",
    params: { contactId: contact.id },
  });
  await until(async () => (await list({ search: "giao" })).items[0]?.count === 1);
});
