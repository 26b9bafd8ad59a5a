import { randomUUID } from "node:crypto";
import type { PageValues } from "@chatloom/api-schema";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { readValues } from "../../widget/src/settings.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { openVisitor, textsOf, type Visitor } from "../turns/live-clients.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
  const nodes = {
    start: keyword("plan"),
    plan: say("You are on {{ referral.plan }}, {{ contact.name }}"),
    visited: { type: "trigger.event" as const, data: { event: "page.visited" } },
    help: say("Reading {{ event.path }}?"),
  };
  await publish(world, flowOf("Page", nodes, ["start.next > plan", "visited.next > help"]));
});
afterAll(() => world.close());
afterEach(() => vi.restoreAllMocks());

const send = (visitor: Visitor, text: string, values?: PageValues) =>
  visitor.socket.emitWithAck("send", {
    key: randomUUID(),
    content: { kind: "text", text },
    values,
  });
const inbound = () => world.server.context.connection.collection("inbound").countDocuments();

test("a flow reads the values of the page, and the contact is named by them", async () => {
  const visitor = await openVisitor(world);
  expect(
    await send(visitor, "plan", { plan: "Pro", name: "Ana", email: "ana@example.com" }),
  ).toEqual(expect.objectContaining({ ok: true }));
  await until(() => textsOf(visitor).includes("You are on Pro, Ana"));
  const { items } = await world.call(routes.contacts.listContacts, { query: { search: "Ana" } });
  expect(items[0]).toMatchObject({ name: "Ana", email: "ana@example.com" });
  visitor.close();
});

test("values never replace what a member wrote", async () => {
  const visitor = await openVisitor(world);
  await send(visitor, "plan", { plan: "Pro", name: "Bob" });
  await until(() => textsOf(visitor).includes("You are on Pro, Bob"));
  const { items } = await world.call(routes.contacts.listContacts, { query: { search: "Bob" } });
  const params = { contactId: items[0]?.id ?? "" };
  await world.call(routes.contacts.updateContact, { params, body: { name: "Robert" } });
  await send(visitor, "plan", { plan: "Team", name: "Mallory" });
  await until(() => textsOf(visitor).includes("You are on Team, Robert"));
  visitor.close();
});

test.each([
  ["a name with a dot", { "a.b": "x" }],
  ["a text of 201 characters", { a: "x".repeat(201) }],
  ["21 values", Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`v${at}`, "x"]))],
])("refuses %s and says so", async (_what, values) => {
  const visitor = await openVisitor(world);
  const answer = await send(visitor, "hi", values);
  expect(answer).toMatchObject({ ok: false, code: "request.invalid" });
  expect("detail" in answer && answer.detail).toContain("/values");
  visitor.close();
});

test("a visited page starts the flow of its event, only for who has written", async () => {
  const stranger = await openVisitor(world);
  const before = await inbound();
  stranger.socket.emit("visit", { page: "https://shop.example/prices", title: "Prices" });
  await stranger.socket.emitWithAck("since", 0);
  expect(await inbound()).toBe(before);

  await send(stranger, "plan", { plan: "Free" });
  await until(() => textsOf(stranger).some((it) => it.startsWith("You are on Free")));
  const page = "https://shop.example/prices?token=secret#top";
  stranger.socket.emit("visit", { page, title: "Prices" });
  await until(() => textsOf(stranger).includes("Reading /prices?"));
  stranger.close();
});

test("a flood of visits stores next to nothing", async () => {
  const visitor = await openVisitor(world);
  await send(visitor, "plan", { plan: "Free" });
  await until(() => textsOf(visitor).length === 2);
  for (let at = 0; at < 1_000; at++) {
    visitor.socket.emit("visit", { page: `https://shop.example/${at}`, title: "" });
  }
  await until(() => textsOf(visitor).length > 2);
  await send(visitor, "done");
  expect(textsOf(visitor).length).toBeLessThan(30);
  visitor.close();
});

test("the widget leaves out what the server would refuse, and tells the website's makers", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  expect(readValues('{"plan":"pro","cart":3,"paid":true}')).toEqual({
    plan: "pro",
    cart: "3",
    paid: "true",
  });
  expect(warn).not.toHaveBeenCalled();
  expect(readValues(`{"a b":"x","long":"${"x".repeat(201)}","deep":{},"ok":"1"}`)).toEqual({
    ok: "1",
  });
  expect(readValues("{plan:pro}")).toEqual({});
  expect(warn).toHaveBeenCalledTimes(2);
  expect(readValues(undefined)).toBeUndefined();
});
