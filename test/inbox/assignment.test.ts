import { type AssignmentRule, emptyAssignmentRule } from "@chatloom/flows-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { openWatcher } from "../turns/live-clients.ts";
import { anyMessage, flowOf, publish, say } from "../turns/publish-test-flow.ts";
import { startWithPeople, type WorldWithPeople } from "./world-with-people.ts";

const { accounts, conversations, inbox, routing, teams } = routes;
let people: WorldWithPeople;
let ids: { agent: string; editor: string };
let teamId: string;
let revision = 0;
beforeAll(async () => {
  people = await startWithPeople(["Ann", "Ben", "Cho", "Dee", "Eve", "Fay"]);
  const { world } = people;
  await world.cookie("agent");
  await world.cookie("editor");
  const { items } = await world.call(accounts.listMembers);
  const of = (role: string) => items.find((it) => it.role === role)?.id ?? "";
  ids = { agent: of("agent"), editor: of("editor") };
  const team = await world.call(teams.createTeam, {
    body: { name: "Sales", memberIds: [ids.editor] },
  });
  teamId = team.id;
  await publish(
    world,
    flowOf(
      "Help",
      {
        help: anyMessage(),
        wait: say("One moment"),
        people: { type: "handoff", data: { assignTo: "anyone" } },
      },
      ["help.next > wait", "wait.next > people"],
    ),
  );
});
afterAll(() => people.close());

const rule = (part: Partial<AssignmentRule>): AssignmentRule => ({
  ...emptyAssignmentRule("r"),
  ...part,
});
async function save(...rules: readonly AssignmentRule[]) {
  const saved = await people.world.call(routing.saveAssignment, {
    as: "editor",
    body: { revision, rules: [...rules] },
  });
  revision = saved.revision;
}
async function waits(name: string, text: string) {
  await people.write(name, text);
  await until(async () => (await people.of(name)).handler === "waiting");
  return people.of(name);
}
async function reasons(conversationId: string) {
  const params = { conversationId };
  const { items } = await people.world.call(conversations.listMessages, { params });
  return items
    .filter((it) => it.event === "ruled")
    .map(({ content }) => ("text" in content ? content.text : ""));
}

test("the first rule that holds gives a conversation to a team, a member or a priority, and the thread says which", async () => {
  const { world } = people;
  const label = await world.call(inbox.createLabel, { body: { name: "VIP", color: "blue" } });
  const ben = await people.of("Ben");
  await world.call(inbox.changeConversations, {
    body: { conversationIds: [ben.id], change: { addLabelIds: [label.id] } },
  });
  await save(
    rule({ id: "a", name: "Prices", keywords: ["price"], teamId, priority: "high" }),
    rule({ id: "b", name: "Off", active: false, priority: "low" }),
    rule({ id: "c", name: "VIPs", labelIds: [label.id], memberId: ids.agent }),
    rule({ id: "d", name: "Rest", priority: "low" }),
  );
  const ann = await waits("Ann", "help, what is the price?");
  expect(ann).toMatchObject({ team: { name: "Sales" }, priority: "high" });
  expect(await reasons(ann.id)).toEqual(["Prices"]);
  const vip = await waits("Ben", "help me");
  await until(async () => (await people.of("Ben")).assignee !== undefined);
  expect(await people.of("Ben")).toMatchObject({ assignee: { name: "Agent Member" } });
  expect(await reasons(vip.id)).toEqual(["VIPs"]);
  const cho = await waits("Cho", "help");
  expect(cho).toMatchObject({ priority: "low" });
  expect(cho.team).toBeUndefined();
  expect(await reasons(cho.id)).toEqual(["Rest"]);
  const params = { conversationId: cho.id };
  const { running } = await world.call(conversations.readConversation, { params });
  expect(running).toMatchObject({ flowId: cho.position?.flowId, version: 1, nodeId: "people" });
});

test("rules that name nothing known, or do nothing, are refused by their place", async () => {
  const refused = (part: Partial<AssignmentRule>) =>
    people.world.refusal(routing.saveAssignment, {
      body: { revision, rules: [rule({ name: "X", ...part })] },
    });
  const unknown = "0123456789abcdef01234567";
  expect(await refused({ teamId: unknown })).toMatchObject({
    code: "routing.invalid",
    errors: [{ at: "/rules/0/teamId" }],
  });
  expect(await refused({ memberId: unknown })).toMatchObject({
    errors: [{ at: "/rules/0/memberId" }],
  });
  expect(await refused({ teamId, labelIds: [unknown] })).toMatchObject({
    errors: [{ at: "/rules/0/labelIds/0" }],
  });
  expect(await refused({})).toMatchObject({ errors: [{ at: "/rules/0" }] });
  expect(await refused({ teamId, memberId: ids.agent })).toMatchObject({
    errors: [{ at: "/rules/0/memberId" }],
  });
  const old = await people.world.refusal(routing.saveAssignment, {
    body: { revision: 0, rules: [] },
  });
  expect(old.code).toBe("routing.changed");
});

test("an agent who goes away gives back what a contact waits in, after the team's time, and keeps the rest", async () => {
  const { world } = people;
  await save();
  const take = async (name: string) => {
    const { id: conversationId } = await people.of(name);
    const params = { conversationId };
    await world.call(conversations.takeOver, { as: "agent", params });
    return params;
  };
  const away = (availability: "away" | "online") =>
    world.call(accounts.setAvailability, { as: "agent", body: { availability } });
  const [dee, eve, fay] = [await take("Dee"), await take("Eve"), await take("Fay")];
  const answer = { content: { kind: "text", text: "Hello" } } as const;
  await world.call(conversations.reply, { as: "agent", params: eve, body: answer });
  const kept = await world.call(teams.createTeam, {
    body: { name: "Keepers", whenAway: { does: "keep", minutes: 1 } },
  });
  expect(kept.whenAway).toEqual({ does: "keep", minutes: 1 });
  await world.call(conversations.assignTeam, { params: fay, body: { teamId: kept.id } });
  const { whenAway } = await world.call(accounts.readWorkspace);
  expect(whenAway).toEqual({ does: "return", minutes: 15 });

  const watcher = await openWatcher(world, "editor");
  await away("away");
  world.advance(14 * 60_000);
  await away("away");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await people.of("Dee")).toMatchObject({ handler: "human" });
  world.advance(2 * 60_000);
  await world.call(accounts.setAvailability, { as: "editor", body: { availability: "online" } });
  await away("away");
  await until(async () => (await people.of("Dee")).handler === "waiting");
  const { items } = await world.call(conversations.listMessages, { params: dee });
  const told = items.find((it) => it.event === "returned");
  expect(told).toMatchObject({ author: { type: "system" }, content: { text: "Agent Member" } });
  for (const name of ["Eve", "Fay"]) {
    expect(await people.of(name)).toMatchObject({
      handler: "human",
      assignee: { name: "Agent Member" },
    });
  }
  watcher.close();
});
