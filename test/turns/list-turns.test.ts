import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

const { conversations } = routes;
let world: World;
let http: Double;

beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  await publish(
    world,
    flowOf(
      "Greeting",
      {
        start: keyword("hello"),
        answer: say("Hello yourself"),
        later: keyword("later"),
        pause: {
          type: "wait",
          data: { until: "duration", duration: { amount: 1, unit: "seconds" } },
        },
        woke: say("Now"),
      },
      ["start.next > answer", "later.next > pause", "pause.next > woke"],
    ),
  );
});
afterAll(async () => {
  await world.close();
  await http.close();
});

test("a conversation's turns are read page by page, the newest first, to the very first", async () => {
  const webhook = await connect(world, http);
  for (let count = 1; count <= 5; count++) {
    await http.deliver(webhook, { kind: "text", from: "ada", name: "Ada", text: "hello" });
    await until(() => http.sends.length === count);
  }
  await http.deliver(webhook, { kind: "text", from: "ada", name: "Ada", text: "later" });
  await until(() => http.sends.length === 6);
  const { items } = await world.call(conversations.listConversations);
  const conversationId = items[0]?.id ?? "";
  const pages: number[][] = [];
  const inputs: string[] = [];
  let before: number | undefined;
  do {
    const query = { limit: 2, ...(before !== undefined && { before }) };
    const page = await world.call(conversations.listTurns, { params: { conversationId }, query });
    pages.push(page.items.map((it) => it.number));
    inputs.push(...page.items.map((it) => (it.input as { type: string }).type));
    before = page.next === undefined ? undefined : Number(page.next);
  } while (before !== undefined);
  expect(pages).toEqual([[7, 6], [5, 4], [3, 2], [1]]);
  expect(inputs).toEqual(["timerFired", ...Array.from({ length: 6 }, () => "message")]);
});
