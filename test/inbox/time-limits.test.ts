import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish } from "../turns/publish-test-flow.ts";
import { startWithPeople, type WorldWithPeople } from "./world-with-people.ts";

const { conversations } = routes;
let people: WorldWithPeople;
beforeAll(async () => {
  people = await startWithPeople(["Eve", "Ann"]);
});
afterAll(() => people.close());

/** The names of the contacts whose conversations are listed. */
async function listed(query: Record<string, unknown>) {
  const { items } = await people.world.call(conversations.listConversations, { query });
  return items.map((it) => it.contact.name).sort();
}

test("conversations are found by the time limits of the handoff step", async () => {
  const { world, write } = people;
  const limits = [2, 60].map((amount, index) => ({
    id: `limit${index}`,
    after: { amount, unit: "minutes" as const },
    action: "remind" as const,
    text: "Soon",
  }));
  await publish(
    world,
    flowOf(
      "Queue",
      {
        queue: keyword("person"),
        people: { type: "handoff", data: { text: "Wait", assignTo: "anyone", untaken: limits } },
      },
      ["queue.next > people"],
    ),
  );
  await write("Eve", "person");
  await until(async () => (await listed({ view: "waiting" })).includes("Eve"));
  const { dueAt = "", waitingSince = "" } = await people.of("Eve");
  expect(Date.parse(dueAt) - Date.parse(waitingSince)).toBe(120_000);
  expect([await listed({ sla: "soon" }), await listed({ sla: "late" })]).toEqual([["Eve"], []]);
  world.advance(121_000);
  await until(async () => (await listed({ sla: "late" })).join() === "Eve");
  expect(await listed({ sla: "soon" })).toEqual([]);
  expect(await people.of("Eve")).toMatchObject({ late: true });
  const conversationId = (await people.of("Eve")).id;
  await world.call(conversations.takeOver, { as: "agent", params: { conversationId } });
  expect(await listed({ sla: "late" })).toEqual([]);
  expect((await people.of("Eve")).late).toBeUndefined();
});
