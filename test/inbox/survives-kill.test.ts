import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { openWatcher } from "../turns/live-clients.ts";
import { flowOf, keyword, publish } from "../turns/publish-test-flow.ts";
import { type ServerProcess, startProcess } from "../turns/server-process.ts";
import { startWithPeople, type WorldWithPeople } from "./world-with-people.ts";

const { accounts, conversations, satisfaction, teams } = routes;
const names = ["Ann", "Ben", "Cho", "Dee", "Eve", "Fay"];
const question = "How did we do?";
let people: WorldWithPeople;
let server: ServerProcess | undefined;
beforeAll(async () => {
  people = await startWithPeople(names);
  const { world } = people;
  await world.cookie("agent");
  await world.cookie("editor");
  const { items } = await world.call(accounts.listMembers);
  const memberIds = items.filter((it) => it.role !== "owner").map((it) => it.id);
  const team = await world.call(teams.createTeam, { body: { name: "Sales", memberIds } });
  await publish(
    world,
    flowOf(
      "Help",
      {
        help: keyword("help"),
        people: { type: "handoff", data: { assignTo: "team", teamId: team.id } },
      },
      ["help.next > people"],
    ),
  );
  await world.call(satisfaction.saveSurveySettings, {
    params: { scope: "workspace" },
    body: {
      enabled: true,
      question,
      scale: "five",
      delayMinutes: 0,
      everyHours: 24,
      channelIds: [],
    },
  });
  await world.stop();
  server = await startProcess(world);
}, 180_000);
afterAll(async () => {
  await server?.kill("SIGKILL");
  await people.close();
});

/** Kills the server after some milliseconds, and starts another. */
async function killAfter(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  await server?.kill("SIGKILL");
  server = await startProcess(people.world);
}
const thread = async (conversationId: string) =>
  (await people.world.call(conversations.listMessages, { params: { conversationId } })).items;

test("kill -9 while the queue assigns loses and doubles no assignment", async () => {
  const { world } = people;
  let watchers = await Promise.all([openWatcher(world, "agent"), openWatcher(world, "editor")]);
  await Promise.all(names.map((name) => people.write(name, "help")));
  await killAfter(200);
  for (const it of watchers) {
    it.close();
  }
  watchers = await Promise.all([openWatcher(world, "agent"), openWatcher(world, "editor")]);
  const found = async () => Promise.all(names.map((name) => people.of(name)));
  await until(async () => (await found()).every((it) => it.assignee !== undefined), 60_000);
  const all = await found();
  const loads = new Map<string, number>();
  for (const { id, assignee } of all) {
    const events = (await thread(id)).filter((it) => it.event === "assigned");
    expect(events).toHaveLength(1);
    const name = assignee?.name ?? "";
    loads.set(name, (loads.get(name) ?? 0) + 1);
  }
  expect([...loads.values()].reduce((sum, it) => sum + it, 0)).toBe(names.length);
  for (const it of watchers) {
    it.close();
  }
}, 180_000);

test("kill -9 after agents resolved asks each contact once, and keeps each resolution", async () => {
  const { world } = people;
  const ids = await Promise.all(names.map(async (name) => (await people.of(name)).id));
  for (const conversationId of ids) {
    const { conversation } = await world.call(conversations.readConversation, {
      params: { conversationId },
    });
    const params = { conversationId };
    const query = { from: conversation.assignee?.id };
    await world.call(conversations.takeOver, { as: "agent", params, query });
  }
  await Promise.all(
    ids.map((conversationId) =>
      world.call(conversations.resolve, { as: "agent", params: { conversationId } }),
    ),
  );
  await killAfter(50);
  const asked = async (conversationId: string) =>
    (await thread(conversationId)).filter(
      ({ content }) => "text" in content && content.text === question,
    );
  await until(
    async () => (await Promise.all(ids.map(asked))).every((it) => it[0]?.delivery === "sent"),
    60_000,
  );
  for (const conversationId of ids) {
    expect(await asked(conversationId)).toHaveLength(1);
    const { items } = await world.call(satisfaction.listResolutions, {
      query: { conversationId },
    });
    expect(items).toMatchObject([{ kind: "resolved", survey: { askedAt: expect.any(String) } }]);
  }
  expect(people.http.duplicates()).toEqual([]);
}, 180_000);
