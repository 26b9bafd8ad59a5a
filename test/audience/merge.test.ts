import { routes } from "@chatloom/api-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startDouble } from "../doubles/start-double.ts";
import { startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, publish, say } from "../turns/publish-test-flow.ts";
import { orderSteps, orderWays } from "./order-steps.ts";

const { contacts, contactMerges, contactRecords, conversations, jobs } = routes;
let world: World;
let first: Awaited<ReturnType<typeof startDouble>>;
let second: typeof first;
let hooks: readonly string[];
beforeAll(async () => {
  world = await startWorld();
  first = await startDouble("http");
  second = await startDouble("http");
  hooks = [await connect(world, first), await connect(world, second)];
  await publish(
    world,
    flowOf(
      "Order",
      {
        ...orderSteps,
        text: say("Which one?"),
        ask: {
          type: "ask",
          data: { text: "Name it", expect: "text", saveTo: "what", attempts: 1 },
        },
      },
      [...orderWays, "text.next > ask"],
    ),
  );
});
afterAll(async () => {
  await first.close();
  await second.close();
  await world.close();
});

const all = async () => (await world.call(contacts.listContacts, { query: { limit: 100 } })).items;
const named = async (name: string) => (await all()).find((it) => it.name === name)?.id ?? "";
const write = (place: 0 | 1, from: string, text: string) =>
  [first, second][place]?.deliver(hooks[place] ?? "", {
    kind: "text",
    from: `u-${from}`,
    name: from,
    text,
  });
const update = (contactId: string, body: object) =>
  world.call(contacts.updateContact, { params: { contactId }, body });
const timeline = async (contactId: string) =>
  (await world.call(contactRecords.readTimeline, { params: { contactId }, query: {} })).items;
const conversationsOf = async (contactId: string) =>
  (await world.call(conversations.listConversations, { query: { contactId } })).items;

test("one person on two channels becomes one contact, and two again", async () => {
  await write(0, "Ana", "order");
  await write(1, "Ana T", "hello");
  await until(async () => (await named("Ana")) !== "" && (await named("Ana T")) !== "");
  const [ana, other] = [await named("Ana"), await named("Ana T")];
  await update(ana, { email: "ana@example.org" });
  await update(other, { email: "ana@example.org", phone: "+84912345678", tags: ["vip"] });
  await world.call(contacts.recordConsent, {
    params: { contactId: other },
    body: { channelId: "all", purpose: "marketing", state: "withdrawn" },
  });
  const params = { contactId: ana };
  const duplicates = await world.call(contactMerges.listDuplicates, { params });
  expect(duplicates.items.map((it) => it.id)).toEqual([other]);
  const preview = await world.call(contactMerges.previewMerge, {
    params,
    query: { otherId: other },
  });
  expect(preview.conflicts).toEqual([{ name: "name", kept: "Ana", other: "Ana T" }]);
  expect(preview.merged).toMatchObject({ name: "Ana", phone: "+84912345678", optedIn: false });
  expect(
    await world.refusal(contactMerges.mergeContact, { params, body: { otherId: ana, take: [] } }),
  ).toMatchObject({ code: "merge.same" });

  const merge = await world.call(contactMerges.mergeContact, {
    params,
    body: { otherId: other, take: ["name"] },
  });
  expect(merge).toMatchObject({ state: "merged", absorbedName: "Ana T", cause: "member" });
  expect((await all()).map((it) => it.id)).toEqual([ana]);
  const merged = await world.call(contacts.readContact, { params: { contactId: other } });
  expect(merged).toMatchObject({ id: ana, name: "Ana T", tags: ["buyer", "vip"], optedIn: false });
  expect(merged.identities).toHaveLength(2);
  expect(await conversationsOf(ana)).toHaveLength(2);
  const { items: ledger } = await world.call(contacts.listConsents, { params });
  expect(ledger.map((it) => it.state)).toEqual(["withdrawn"]);

  await write(1, "Ana T", "and again");
  await until(async () => (await timeline(ana)).some((it) => it.text === "and again"));
  expect((await all()).map((it) => it.id)).toEqual([ana]);
  const kinds = new Set((await timeline(ana)).map((it) => it.kind));
  for (const kind of [
    "incoming",
    "outgoing",
    "flowStarted",
    "goal",
    "tagAdded",
    "consent",
    "merged",
  ]) {
    expect(kinds).toContain(kind);
  }

  const undone = await world.call(contactMerges.undoMerge, { params: { mergeId: merge.id } });
  expect(undone.state).toBe("undone");
  expect(await world.call(contacts.readContact, { params })).toMatchObject({
    name: "Ana",
    phone: "",
    tags: ["buyer"],
  });
  const back = await world.call(contacts.readContact, { params: { contactId: other } });
  expect(back).toMatchObject({ id: other, name: "Ana T", tags: ["vip"], optedIn: false });
  expect(await conversationsOf(other)).toHaveLength(1);
  await write(1, "Ana T", "still me");
  await until(async () => (await timeline(other)).some((it) => it.text === "still me"));
  expect((await timeline(ana)).map((it) => it.text)).not.toContain("still me");
});

test("an earlier merge cannot be undone before the later one", async () => {
  for (const from of ["m1", "m2", "m3"]) {
    await write(0, from, "hello");
  }
  await until(async () => (await named("m3")) !== "");
  const [a, b, c] = [await named("m1"), await named("m2"), await named("m3")];
  const merge = async (contactId: string, otherId: string) =>
    world.call(contactMerges.mergeContact, { params: { contactId }, body: { otherId, take: [] } });
  const earlier = await merge(b, c);
  const later = await merge(a, b);
  expect(await world.call(contacts.readContact, { params: { contactId: c } })).toMatchObject({
    id: a,
  });
  const undo = (mergeId: string) => ({ params: { mergeId } });
  expect(await world.refusal(contactMerges.undoMerge, undo(earlier.id))).toMatchObject({
    code: "merge.not-newest",
  });
  await world.call(contactMerges.undoMerge, undo(later.id));
  await world.call(contactMerges.undoMerge, undo(earlier.id));
  for (const contactId of [a, b, c]) {
    expect(await conversationsOf(contactId)).toHaveLength(1);
  }
});

test("a running flow is listed and can be stopped", async () => {
  await write(0, "Bo", "order");
  await until(async () => (await named("Bo")) !== "");
  const params = { contactId: await named("Bo") };
  const running = async () => (await world.call(contactRecords.listRuns, { params })).items;
  await until(async () => (await running()).length === 1);
  const [run] = await running();
  expect(run).toMatchObject({ flowName: "Order", nodeId: "ask" });
  const conversationId = run?.conversationId ?? "";
  const stop = () =>
    world.call(contactRecords.stopRun, { as: "agent", params: { conversationId } });
  expect(await stop()).toEqual({ stopped: true });
  expect(await running()).toEqual([]);
  expect(await stop()).toEqual({ stopped: false });
  await until(async () =>
    (await timeline(params.contactId)).some((it) => it.text === "flowStopped"),
  );
});

test("a contact is given out as a file, and erased with everything", async () => {
  const contactId = await named("Bo");
  const file = await world.fetch(`/api/v1/contacts/${contactId}/export`);
  const told = (await file.json()) as {
    contact: { name: string };
    events: readonly { name: string }[];
    conversations: readonly { messages: readonly { content: { text: string } }[] }[];
  };
  expect(told.contact.name).toBe("Bo");
  expect(told.events.map((it) => it.name)).toEqual(["bought"]);
  expect(told.conversations[0]?.messages.map((it) => it.content.text)).toContain("Which one?");

  const params = { contactId };
  const { id: jobId } = await world.call(contactRecords.eraseContact, { params });
  await until(async () => (await world.call(jobs.readJob, { params: { jobId } })).state === "done");
  expect(await world.refusal(contacts.readContact, { params })).toMatchObject({ status: 404 });
  expect(await conversationsOf(contactId)).toEqual([]);
  const connection = world.server.context.connection;
  const holders = ["messages", "turns", "consents", "trackedEvents", "conversations", "contacts"];
  for (const name of holders) {
    const documents = await connection.collection(name).find({}).toArray();
    expect(JSON.stringify(documents), name).not.toContain(contactId);
  }
  await write(0, "Bo", "hello again");
  await until(async () => (await named("Bo")) !== "");
  expect(await named("Bo")).not.toBe(contactId);
});
