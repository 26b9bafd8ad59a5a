import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

const { conversations } = routes;
let world: World;
let http: Double;
let webhook: string;

beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  webhook = await connect(world, http);
  const soon = { until: "duration", duration: { amount: 1, unit: "seconds" } } as const;
  await publish(
    world,
    flowOf(
      "Slow platform",
      {
        start: keyword("start"),
        first: say("First"),
        pause: { type: "wait", data: soon },
        later: say("Later"),
        hello: keyword("hello"),
        answer: say("Hello yourself"),
      },
      ["start.next > first", "first.next > pause", "pause.next > later", "hello.next > answer"],
    ),
  );
});
afterAll(async () => {
  await world.close();
  await http.close();
});

async function conversationOf(name: string) {
  const { items } = await world.call(conversations.listConversations, { query: { search: name } });
  return items[0];
}

const textsTo = (person: string) =>
  http.sends.flatMap(({ body }) => {
    const { contact, content } = body as { contact: { id: string }; content: { text: string } };
    return contact.id === person ? [content.text] : [];
  });

test("a timer is heard on its time though a send before it hangs, and its message does not overtake", async () => {
  http.fail({ kind: "slow", ms: 4_500 });
  await http.deliver(webhook, { kind: "text", from: "patient", name: "Patient", text: "start" });
  await until(() => textsTo("patient").length === 2, 15_000);
  expect(textsTo("patient")).toEqual(["First", "Later"]);

  const conversationId = (await conversationOf("Patient"))?.id ?? "";
  const { items: turns } = await world.call(conversations.listTurns, {
    params: { conversationId },
  });
  const [woken, began] = turns;
  const after = Date.parse(woken?.at ?? "") - Date.parse(began?.at ?? "");
  expect(woken?.input).toMatchObject({ type: "timerFired" });
  expect(after).toBeGreaterThanOrEqual(1_000);
  expect(after).toBeLessThan(3_000);
}, 30_000);

test("what is written while a send is slow is heard at once and answered after it", async () => {
  http.fail({ kind: "slow", ms: 3_000 });
  await http.deliver(webhook, { kind: "text", from: "eager", name: "Eager", text: "hello" });
  await http.deliver(webhook, { kind: "text", from: "eager", name: "Eager", text: "hello" });
  await until(async () => (await conversationOf("Eager"))?.unread === 2, 2_500);
  await until(() => textsTo("eager").length === 2, 15_000);
  expect(http.duplicates()).toEqual([]);
}, 30_000);
