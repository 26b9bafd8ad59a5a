import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { startTwoServers } from "../support/two-servers.ts";
import { routes, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { openWatcher, type Watcher } from "./live-clients.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

const { accounts, conversations, teams } = routes;
let servers: Awaited<ReturnType<typeof startTwoServers>>;
let world: World;
let there: World;
let http: Double;
let webhook: string;
let teamId: string;
let ids: { agent: string; editor: string };
const watchers: Watcher[] = [];

/** One store, two servers over it: both assign what waits. */
beforeAll(async () => {
  servers = await startTwoServers();
  ({ world, there } = servers);
  http = await startDouble("http");
  webhook = await connect(world, http);
  await world.cookie("agent");
  await world.cookie("editor");
  const { items } = await world.call(accounts.listMembers);
  const of = (role: string) => items.find((it) => it.role === role)?.id ?? "";
  ids = { agent: of("agent"), editor: of("editor") };
  for (const memberId of [ids.agent, ids.editor]) {
    await world.call(accounts.updateMember, { params: { memberId }, body: { capacity: 2 } });
  }
  const team = await world.call(teams.createTeam, {
    body: { name: "Sales", memberIds: [ids.agent, ids.editor] },
  });
  teamId = team.id;
  const hand = (priority: "normal" | "urgent"): Parameters<typeof flowOf>[1][string] => ({
    type: "handoff",
    data: {
      assignTo: "team",
      teamId,
      priority,
      text: "Number {{ handoff.position }}",
      outcomes: [{ id: "sold", label: "Sold" }],
    },
  });
  await publish(
    world,
    flowOf(
      "Help",
      {
        help: keyword("help"),
        people: hand("normal"),
        sos: keyword("sos"),
        urgent: hand("urgent"),
        thanks: say("Enjoy it"),
        bye: say("Bye"),
      },
      [
        "help.next > people",
        "sos.next > urgent",
        "people.outcome:sold > thanks",
        "urgent.outcome:sold > thanks",
        "people.next > bye",
        "urgent.next > bye",
      ],
    ),
  );
});
afterAll(async () => {
  for (const it of watchers) {
    it.close();
  }
  await servers.close();
  await http.close();
});

async function waiting() {
  const { items } = await world.call(conversations.listConversations, {
    query: { handler: "waiting" },
  });
  return items;
}

async function assigned() {
  return (await waiting()).filter((it) => it.assignee);
}

function told(person: string): string[] {
  return http.sends.flatMap(({ body }) => {
    const { contact, content } = body as { contact: { id: string }; content: { text: string } };
    return contact.id === person ? content.text : [];
  });
}

test("what waits is assigned by urgency and time, within everybody's capacity, once, though two servers assign", async () => {
  for (const from of ["p1", "p2", "p3", "p4", "p5"]) {
    await http.deliver(webhook, { kind: "text", from, name: from, text: "help" });
    await until(() => told(from).length === 1, 20_000);
  }
  await http.deliver(webhook, { kind: "text", from: "vip", name: "vip", text: "sos" });
  await until(() => told("vip").length === 1, 20_000);
  expect([told("p1"), told("p3"), told("vip")]).toEqual([["Number 1"], ["Number 3"], ["Number 1"]]);
  expect(await assigned()).toEqual([]);

  watchers.push(await openWatcher(world, "agent"), await openWatcher(there, "editor"));
  await until(async () => (await assigned()).length === 4, 20_000);
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  const now = await assigned();
  expect(now.map((it) => it.contact.name).sort()).toEqual(["p1", "p2", "p3", "vip"]);
  const loads = [ids.agent, ids.editor].map(
    (id) => now.filter((it) => it.assignee?.id === id).length,
  );
  expect(loads).toEqual([2, 2]);
  for (const { id } of now) {
    const { items } = await world.call(conversations.listMessages, {
      params: { conversationId: id },
    });
    expect(items.filter((it) => it.event === "assigned")).toHaveLength(1);
  }
}, 90_000);

test("who has resolved one gets the next, and the flow goes on with the outcome", async () => {
  const mine = (await assigned()).find((it) => it.assignee?.id === ids.agent);
  const params = { conversationId: mine?.id ?? "" };
  expect(mine?.handoff).toMatchObject({ outcomes: [{ id: "sold", label: "Sold" }], goesOn: true });
  await world.call(conversations.takeOver, { as: "agent", params });
  const wrong = await world.refusal(conversations.resolve, {
    as: "agent",
    params,
    query: { outcome: "nothing" },
  });
  expect(wrong).toMatchObject({ status: 400, code: "outcome.unknown" });
  const done = await world.call(conversations.resolve, {
    as: "agent",
    params,
    query: { outcome: "sold" },
  });
  expect(done).toMatchObject({ resolved: true, handler: "bot" });
  await until(() => told(mine?.contact.name ?? "").includes("Enjoy it"), 20_000);
  await until(async () => (await assigned()).some((it) => it.contact.name === "p4"), 20_000);
  expect((await assigned()).find((it) => it.contact.name === "p4")?.assignee?.id).toBe(ids.agent);
}, 60_000);

test("who is away gets nothing, and gets the next one when they are back", async () => {
  await world.call(accounts.setAvailability, { as: "agent", body: { availability: "away" } });
  await world.call(accounts.setAvailability, { as: "editor", body: { availability: "away" } });
  const { items } = await world.call(accounts.listMembers);
  expect(items.find((it) => it.id === ids.agent)).toMatchObject({
    availability: "away",
    capacity: 2,
    openConversations: 2,
  });
  const mine = (await assigned()).find((it) => it.assignee?.id === ids.agent);
  await world.call(conversations.handBack, {
    as: "agent",
    params: { conversationId: mine?.id ?? "" },
  });
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  expect((await assigned()).some((it) => it.contact.name === "p5")).toBe(false);
  await world.call(accounts.setAvailability, { as: "agent", body: { availability: "online" } });
  await until(async () => (await assigned()).some((it) => it.contact.name === "p5"), 20_000);
}, 60_000);

test("a lease that a dead process left is over after some seconds", async () => {
  const leases = world.server.context.connection.collection<{ _id: string }>("queueLeases");
  await leases.updateOne(
    { _id: world.workspaceId },
    { $set: { owner: "dead", until: Date.now() + 3_000 } },
  );
  const [mine] = (await assigned()).filter((it) => it.assignee?.id === ids.agent);
  await http.deliver(webhook, { kind: "text", from: "late", name: "late", text: "help" });
  await until(async () => (await waiting()).some((it) => it.contact.name === "late"), 20_000);
  await world.call(conversations.resolve, {
    as: "agent",
    params: { conversationId: mine?.id ?? "" },
  });
  expect((await assigned()).some((it) => it.contact.name === "late")).toBe(false);
  await until(async () => (await assigned()).some((it) => it.contact.name === "late"), 20_000);
}, 60_000);
