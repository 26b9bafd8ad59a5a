import type { ConversationChange } from "@chatloom/api-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { openWatcher } from "../turns/live-clients.ts";
import { startWithPeople, type WorldWithPeople } from "./world-with-people.ts";

const { conversations, inbox, accounts } = routes;
let people: WorldWithPeople;
beforeAll(async () => {
  people = await startWithPeople(["Ann", "Ben", "Cho", "Dee"]);
});
afterAll(() => people.close());

async function change(names: readonly string[], change: ConversationChange) {
  const found = await Promise.all(names.map((it) => people.of(it)));
  return people.world.call(inbox.changeConversations, {
    as: "agent",
    body: { conversationIds: found.map((it) => it.id), change },
  });
}

/** The names of the contacts whose conversations are listed. */
async function listed(query: Record<string, unknown>, as: "owner" | "agent" = "agent") {
  const { items } = await people.world.call(conversations.listConversations, { as, query });
  return items.map((it) => it.contact.name).sort();
}

async function counts(as: "owner" | "agent" = "agent") {
  const query = { snoozed: false, limit: 1 };
  return (await people.world.call(conversations.listConversations, { as, query })).counts;
}

async function memberId(name: string): Promise<string> {
  const { items } = await people.world.call(accounts.listMembers);
  return items.find((it) => it.name === name)?.id ?? "";
}

test("labels are put on several conversations at once, filter the list, and keep their conversations when renamed", async () => {
  const { world } = people;
  const made = await world.call(inbox.createLabel, {
    as: "agent",
    body: { name: " Refund ", color: "red" },
  });
  expect(made).toMatchObject({ name: "Refund", used: 0 });
  const taken = await world.refusal(inbox.createLabel, { body: { name: "REFUND", color: "blue" } });
  expect(taken).toMatchObject({ status: 409, code: "label.name-taken" });

  const { items, undo } = await change(["Ann", "Ben"], { addLabelIds: [made.id] });
  expect(items.map((it) => it.labelIds)).toEqual([[made.id], [made.id]]);
  expect(await listed({ labelId: made.id })).toEqual(["Ann", "Ben"]);
  await world.call(inbox.updateLabel, {
    params: { labelId: made.id },
    body: { name: "Money back" },
  });
  expect((await world.call(inbox.listLabels)).items).toEqual([
    { id: made.id, name: "Money back", color: "red", used: 2 },
  ]);
  expect(await listed({ labelId: made.id })).toEqual(["Ann", "Ben"]);

  for (const step of undo) {
    await world.call(inbox.changeConversations, { as: "agent", body: step });
  }
  expect(await listed({ labelId: made.id })).toEqual([]);

  await change(["Cho"], { addLabelIds: [made.id] });
  await world.call(inbox.deleteLabel, { params: { labelId: made.id } });
  expect((await people.of("Cho")).labelIds).toBeUndefined();
  const gone = await world.refusal(inbox.changeConversations, {
    body: {
      conversationIds: [(await people.of("Cho")).id],
      change: { addLabelIds: [made.id] },
    },
  });
  expect(gone).toMatchObject({ status: 404, code: "label.not-found" });
});

test("priorities filter the list, and normal is what nobody changed", async () => {
  await change(["Ann"], { priority: "urgent" });
  await change(["Ben"], { priority: "low" });
  expect(await listed({ priority: "urgent" })).toEqual(["Ann"]);
  expect(await listed({ priority: "normal" })).toEqual(["Cho", "Dee"]);
  const { undo } = await change(["Ann", "Ben"], { priority: "normal" });
  expect(undo.map((it) => it.change)).toEqual([{ priority: "urgent" }, { priority: "low" }]);
  expect(await listed({ priority: "urgent" })).toEqual([]);
});

test("a snoozed conversation is hidden until its time comes", async () => {
  const { world } = people;
  const all = (await counts()).all;
  const later = (ms: number) => new Date(world.server.context.now() + ms).toISOString();
  const past = await world.refusal(inbox.changeConversations, {
    body: {
      conversationIds: [(await people.of("Ann")).id],
      change: { snoozedUntil: later(-60_000) },
    },
  });
  expect(past.errors?.[0]?.at).toBe("/change/snoozedUntil");
  await change(["Ann", "Ben"], { snoozedUntil: later(3_600_000) });
  expect(await listed({ snoozed: false })).toEqual(["Cho", "Dee"]);
  expect(await listed({ snoozed: true })).toEqual(["Ann", "Ben"]);
  expect((await counts()).all).toBe(all - 2);

  // A message of the contact ends it at once.
  await people.write("Ben", "are you there?");
  await until(async () => (await listed({ snoozed: true })).join() === "Ann");
  // The time ends it, whoever died meanwhile.
  await world.restart();
  world.advance(3_600_000);
  await until(async () => (await listed({ snoozed: true })).length === 0);
  expect((await listed({ snoozed: false })).length).toBe(4);
  const { items } = await world.call(conversations.listMessages, {
    params: { conversationId: (await people.of("Ann")).id },
  });
  expect(items[0]).toMatchObject({ direction: "event", event: "woken" });
});

test("a note tells the members it mentions, until they read it", async () => {
  const { world } = people;
  const { id: conversationId } = await people.of("Dee");
  const params = { conversationId };
  const [owner, agent] = [await memberId("Olivia Owner"), await memberId("Agent Member")];
  const watcher = await openWatcher(world, "owner");
  const note = await world.call(conversations.addNote, {
    as: "agent",
    params,
    body: { text: "Can you look, Olivia?", mentions: [owner, agent] },
  });
  expect(note.mentions).toEqual([owner, agent]);
  await until(() =>
    watcher.heard("message.created").some((it) => it.mentions?.includes(owner) === true),
  );
  watcher.close();
  expect((await people.of("Dee")).mentions).toEqual([{ memberId: owner, seen: false }]);
  expect(await listed({ mentioned: true }, "owner")).toEqual(["Dee"]);
  expect(await listed({ mentioned: true }, "agent")).toEqual([]);
  expect((await counts("owner")).mentioned).toBe(1);
  await world.call(conversations.markRead, { params, body: { sequence: 1_000 } });
  expect((await counts("owner")).mentioned).toBe(0);
  expect(await listed({ mentioned: true }, "owner")).toEqual(["Dee"]);
  const refused = await world.refusal(conversations.addNote, {
    params,
    body: { text: "Hi", mentions: ["0123456789abcdef01234567"] },
  });
  expect(refused).toMatchObject({ code: "member.not-found", errors: [{ at: "/mentions/0" }] });
});

test("conversations are assigned, resolved and read together, and what can be undone is", async () => {
  const agent = await memberId("Agent Member");
  const { undo } = await change(["Ann", "Cho"], { assigneeId: agent, resolved: true, read: true });
  expect(await listed({ resolved: true })).toEqual(["Ann", "Cho"]);
  expect(await listed({ resolved: true, assigneeId: agent })).toEqual(["Ann", "Cho"]);
  expect(undo).toHaveLength(1);
  for (const body of undo) {
    await people.world.call(inbox.changeConversations, { as: "agent", body });
  }
  expect(await listed({ resolved: true })).toEqual([]);
  expect((await people.of("Ann")).assignee).toBeUndefined();
  const { missing } = await people.world.call(inbox.changeConversations, {
    body: { conversationIds: ["0123456789abcdef01234567"], change: { priority: "low" } },
  });
  expect(missing).toEqual(["0123456789abcdef01234567"]);
});

test("unread and waiting conversations are found among those that people have", async () => {
  const { world } = people;
  const { id: conversationId } = await people.of("Ben");
  await world.call(conversations.takeOver, { as: "agent", params: { conversationId } });
  await people.write("Ben", "one more thing");
  await until(async () => (await listed({ unread: true, view: "mine" })).join() === "Ben");
  await world.call(conversations.markRead, {
    as: "agent",
    params: { conversationId },
    body: { sequence: 10_000 },
  });
  expect(await listed({ unread: true, view: "mine" })).toEqual([]);
  expect(await listed({ waitingMinutes: 0 })).toEqual([]);
});
