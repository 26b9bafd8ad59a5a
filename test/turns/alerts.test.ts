import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish } from "./publish-test-flow.ts";

const { operations } = routes;
let world: World;
let http: Double;
let webhook: string;

beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  webhook = await connect(world, http);
  const tell = { to: "agents", address: "", text: "New lead: {{ contact.name }}" } as const;
  const fail = { to: "webhook", address: "http://127.0.0.1:9/leads", text: "Hello" } as const;
  await publish(
    world,
    flowOf(
      "Leads",
      {
        lead: keyword("lead"),
        tell: { type: "notify", data: tell },
        broken: keyword("broken"),
        fail: { type: "notify", data: fail },
      },
      ["lead.next > tell", "broken.next > fail"],
    ),
  );
});
afterAll(async () => {
  await world.close();
  await http.close();
});

const listed = () => world.call(operations.listAlerts);
const write = (name: string, text: string) =>
  http.deliver(webhook, { kind: "text", from: name, name, text });

test("each notification of a flow is an alert of its own, and repeated errors are counted with their conversations", async () => {
  // One after the other: two conversations have no common order.
  for (const [index, name] of ["Kim", "Mai", "Kim"].entries()) {
    await write(name, "lead");
    await until(async () => (await listed()).items.length === index + 1);
  }
  const leads = await listed();
  expect(leads.items.map((it) => [it.message, it.count])).toEqual([
    ["New lead: Kim", 1],
    ["New lead: Mai", 1],
    ["New lead: Kim", 1],
  ]);
  expect(leads.unseen).toBe(3);

  await write("Kim", "broken");
  await write("Mai", "broken");
  await until(async () => (await listed()).items[0]?.count === 2);
  const error = (await listed()).items[0];
  expect(error?.occurrences.map((it) => it.contactName).sort()).toEqual(["Kim", "Mai"]);
  expect((await listed()).items).toHaveLength(4);
  const opened = await Promise.all(
    error?.occurrences.map(({ conversationId = "" }) =>
      world.call(routes.conversations.readConversation, { params: { conversationId } }),
    ) ?? [],
  );
  expect(opened.map((it) => it.conversation.contact.name).sort()).toEqual(["Kim", "Mai"]);

  await world.call(operations.markAlertsSeen);
  expect((await listed()).unseen).toBe(0);
});
