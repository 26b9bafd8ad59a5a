import type { Condition } from "@chatloom/flows-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startDouble } from "../doubles/start-double.ts";
import { type AnsweredProblem, routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { audience, contactChanges, contactImports, contacts, jobs } = routes;
type Body = Parameters<typeof world.call<typeof contactChanges.changeContacts>>[1] extends
  | { readonly body?: infer B }
  | undefined
  ? NonNullable<B>
  : never;

const imported = 420;
let world: World;
let http: Awaited<ReturnType<typeof startDouble>>;
let flowId: string;
beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  const hook = await connect(world, http);
  for (const name of ["Ana", "Ben", "Chi"]) {
    await http.deliver(hook, { kind: "text", from: `u-${name}`, name, text: "hello" });
  }
  await until(async () => (await listed({})).length === 3);
  flowId = await publish(
    world,
    flowOf("Offer", { start: keyword("offer"), text: say("Here is an offer") }, [
      "start.next > text",
    ]),
  );
  await publish(
    world,
    flowOf(
      "Welcome VIP",
      {
        start: { type: "trigger.contact", data: { change: "tagAdded", name: "vip" } },
        text: say("You are a VIP now"),
      },
      ["start.next > text"],
    ),
  );
  await world.call(audience.createContactField, { body: { title: "Score", type: "number" } });
});
afterAll(async () => {
  await http.close();
  await world.close();
});

const listed = async (query: object) =>
  (await world.call(contacts.listContacts, { query: { limit: 100, ...query } })).items;
const named = async (name: string) => {
  const [found] = await listed({ search: name });
  if (!found) {
    throw new Error(`There is no ${name}`);
  }
  return found;
};
const all = { listed: {} };
const begin = (action: Body["action"], selection: Body["selection"] = all) =>
  world.call(contactChanges.changeContacts, { body: { selection, action } });
const changeOf = async (id: string) => {
  const { items } = await world.call(contactChanges.listContactChanges);
  const found = items.find((it) => it.id === id);
  if (!found) {
    throw new Error("The change is not listed");
  }
  return found;
};
const ended = async (id: string) => {
  await until(async () => (await changeOf(id)).job.state !== "running", 20_000);
  return changeOf(id);
};
const change = async (...asked: Parameters<typeof begin>) => ended((await begin(...asked)).id);
const undo = async (id: string) => {
  await world.call(contactChanges.undoContactChange, { params: { jobId: id } });
  await until(async () => (await changeOf(id)).undo?.state === "done");
  return (await changeOf(id)).undo;
};
const tagged = async (tag: string) => {
  const condition: Condition = {
    match: "all",
    groups: [{ match: "all", rules: [{ left: "contact.tags", operator: "contains", right: tag }] }],
  };
  return (await world.call(audience.previewSegment, { body: { condition } })).count;
};
const refusal = (body: unknown): Promise<AnsweredProblem> =>
  world.refusal(contactChanges.changeContacts, { body });
const messagesOf = (text: string) =>
  http.sends.filter((it) => JSON.stringify(it.body).includes(text)).length;

test("a tag starts the flows that wait for it, once, and is taken back where nobody touched it", async () => {
  const ana = await named("Ana");
  await world.call(contacts.updateContact, {
    params: { contactId: ana.id },
    body: { tags: ["vip"] },
  });
  await until(() => messagesOf("You are a VIP now") === 1);
  const done = await change({ type: "addTag", tag: "vip" });
  expect(done).toMatchObject({ job: { counts: { changed: 2, unchanged: 1 } }, undoable: true });
  await until(() => messagesOf("You are a VIP now") === 3);
  const ben = await named("Ben");
  await world.call(contacts.updateContact, { params: { contactId: ben.id }, body: { tags: [] } });
  expect(await undo(done.id)).toMatchObject({ counts: { restored: 1, kept: 1 } });
  expect((await named("Ana")).tags).toEqual(["vip"]);
  expect((await named("Chi")).tags).toEqual([]);
  expect((await changeOf(done.id)).undoable).toBe(false);
});

test("a field is set in its type and taken back only where it still has the value", async () => {
  const [ana, ben] = [await named("Ana"), await named("Ben")];
  const fields = (contactId: string, score: number | null) =>
    world.call(contacts.updateContact, { params: { contactId }, body: { fields: { score } } });
  await fields(ana.id, 3);
  const action = { type: "setField", field: "score", value: "7" } as const;
  const done = await change(action, { contactIds: [ana.id, ben.id, "f".repeat(24)] });
  expect(done.job).toMatchObject({ position: 3, total: 3, counts: { changed: 2, missing: 1 } });
  expect((await named("Ben")).fields).toEqual({ score: 7 });
  await fields(ben.id, 8);
  expect(await undo(done.id)).toMatchObject({ counts: { restored: 1, kept: 1 } });
  expect((await named("Ana")).fields).toEqual({ score: 3 });
  expect((await named("Ben")).fields).toEqual({ score: 8 });
  const wrong = { selection: all, action: { ...action, value: "soon" } };
  expect(await refusal(wrong)).toMatchObject({ code: "contact.field-wrong-type" });
  const unknown = { selection: all, action: { ...action, field: "email" } };
  expect(await refusal(unknown)).toMatchObject({ code: "contact-change.field" });
});

test("entering and leaving a segment starts the flows that wait for it, once", async () => {
  const condition: Condition = {
    match: "all",
    groups: [
      { match: "all", rules: [{ left: "contact.tags", operator: "contains", right: "loyal" }] },
    ],
  };
  const tag = async (name: string, tags: readonly string[]) =>
    world.call(contacts.updateContact, {
      params: { contactId: (await named(name)).id },
      body: { tags: [...tags] },
    });
  await tag("Ana", ["vip", "loyal"]);
  const made = await world.call(audience.createSegment, { body: { name: "Loyal", condition } });
  const params = { segmentId: made.id };
  const starts = (change: "segmentEntered" | "segmentLeft") =>
    ({ type: "trigger.contact", data: { change, name: made.id } }) as const;
  await publish(
    world,
    flowOf(
      "Loyalty",
      {
        enter: starts("segmentEntered"),
        thanks: say("Thank you for your loyalty"),
        leave: starts("segmentLeft"),
        sorry: say("We miss you"),
      },
      ["enter.next > thanks", "leave.next > sorry"],
    ),
  );
  expect(await world.refusal(audience.deleteSegment, { params })).toMatchObject({
    code: "segment.in-use",
  });
  await tag("Chi", ["loyal"]);
  world.advance(31_000);
  await until(() => messagesOf("Thank you for your loyalty") === 1);
  await tag("Chi", []);
  world.advance(31_000);
  await until(() => messagesOf("We miss you") === 1);
  expect(messagesOf("Thank you for your loyalty")).toBe(1);
  await tag("Ana", ["vip"]);
});

test("blocking is taken back", async () => {
  const ana = { contactIds: [(await named("Ana")).id] };
  const done = await change({ type: "block" }, ana);
  expect((await named("Ana")).blocked).toBe(true);
  await undo(done.id);
  expect((await named("Ana")).blocked).toBe(false);
});

test("consent has its words and source, and an answer that is newer counts", async () => {
  const given = {
    type: "consent",
    channelId: "all",
    purpose: "marketing",
    state: "given",
    source: "form",
    wording: "I want news",
  } as const;
  const bare = { selection: all, action: { ...given, wording: " " } };
  expect(await refusal(bare)).toMatchObject({ code: "contact-change.wording" });
  const done = await change(given);
  expect(done).toMatchObject({ job: { counts: { recorded: 3 } }, undoable: false });
  const ana = await named("Ana");
  expect(ana.optedIn).toBe(true);
  const { items } = await world.call(contacts.listConsents, { params: { contactId: ana.id } });
  expect(items[0]).toMatchObject({ state: "given", source: "form", wording: "I want news" });
});

test("a marketing flow starts once for each who may get it", async () => {
  const ben = await named("Ben");
  const withdrawn = { channelId: "all", purpose: "marketing", state: "withdrawn" } as const;
  world.advance(1_000);
  await world.call(contacts.recordConsent, { params: { contactId: ben.id }, body: withdrawn });
  const done = await change({ type: "startFlow", flowId, marketing: true });
  expect(done.job.counts).toEqual({ started: 2, "skipped.withdrawn": 1 });
  await until(() => messagesOf("Here is an offer") === 2);
  const service = await change({ type: "startFlow", flowId, marketing: false });
  expect(service.job.counts).toEqual({ started: 3 });
  await until(() => messagesOf("Here is an offer") === 5);
  const action = { type: "startFlow", flowId: "a".repeat(24), marketing: true };
  expect(await refusal({ selection: all, action })).toMatchObject({ code: "contact-change.flow" });
});

test("hundreds are changed over a restart, each once, and erased by a filter", async () => {
  const lines = Array.from({ length: imported }, (_, index) => `Many ${index},m${index}@x.vn`);
  const response = await world.fetch("/api/v1/contact-imports", {
    method: "POST",
    headers: { "x-file-name": "many.csv", "content-type": "text/csv" },
    body: ["name,email", ...lines].join("\n"),
  });
  const { id: importId, settings } = (await response.json()) as { id: string; settings: object };
  const params = { importId };
  const read = () => world.call(contactImports.readContactImport, { params });
  await world.call(contactImports.checkContactImport, { params, body: settings as never });
  await until(async () => (await read()).stage === "checked");
  await world.call(contactImports.startContactImport, { params });
  await until(async () => (await read()).stage === "imported");

  const { id } = await begin({ type: "addTag", tag: "many" }, { listed: { search: "many" } });
  await world.restart();
  const done = await ended(id);
  expect(done.job).toMatchObject({ state: "done", position: imported, total: imported });
  expect(done.job.counts.changed).toBe(imported);
  expect(await tagged("many")).toBe(imported);

  const selection = { listed: { tag: "many" } };
  const count = await world.call(contactChanges.countSelection, { body: { selection } });
  expect(count).toEqual({ count: imported, complete: true });
  const erase = (as: "editor" | "admin") => ({
    as,
    body: { selection: { listed: { tag: "vip" } } },
  });
  const forbidden = await world.refusal(contactChanges.eraseContacts, erase("editor"));
  expect(forbidden.status).toBe(403);
  const erased = await world.call(contactChanges.eraseContacts, erase("admin"));
  expect((await ended(erased.id)).job.counts).toEqual({ erased: 1 });
  await until(async () => (await listed({ search: "Ana" })).length === 0);
  const stopping = await begin({ type: "removeTag", tag: "many" });
  await world.call(jobs.stopJob, { params: { jobId: stopping.id } });
  const stopped = await ended(stopping.id);
  if ((stopped.job.counts.changed ?? 0) > 0) {
    await undo(stopping.id);
    expect(await tagged("many")).toBe(imported);
  }
});

// The last one: the strict double refuses signatures of another day.
test("a bulk action cannot be taken back after a day", async () => {
  const ben = { contactIds: [(await named("Ben")).id] };
  const late = await change({ type: "block" }, ben);
  world.advance(25 * 3_600_000);
  const params = { jobId: late.id };
  expect(await world.refusal(contactChanges.undoContactChange, { params })).toMatchObject({
    status: 409,
    code: "contact-change.not-undoable",
  });
});
