import type { Condition } from "@chatloom/flows-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contacts as contactRecords } from "../../server/src/records/contact-model.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { openVisitor, textsOf } from "../turns/live-clients.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { where } from "./where.ts";

const { audience, contacts } = routes;
let world: World;
let ada: Awaited<ReturnType<typeof openVisitor>>;
let bob: Awaited<ReturnType<typeof openVisitor>>;
let ids: readonly string[] = [];
beforeAll(async () => {
  world = await startWorld();
  ada = await openVisitor(world);
  await ada.say("hello");
  await until(async () => (await world.call(contacts.listContacts)).items.length === 1);
  bob = await openVisitor(world);
  await bob.say("hello");
  await until(async () => (await world.call(contacts.listContacts)).items.length === 2);
  ids = (await world.call(contacts.listContacts)).items.map((it) => it.id).reverse();
  await update(0, { tags: ["VIP"], fields: { city: "Hà Nội", orders: 7 } });
  await update(1, { fields: { city: "Huế", orders: 2 } });
});
afterAll(async () => {
  ada?.close();
  bob?.close();
  await world.close();
});

async function update(index: number, body: object): Promise<void> {
  await world.call(contacts.updateContact, { params: { contactId: ids[index] ?? "" }, body });
}
const found = async (condition: Condition) => {
  const { count, complete, items } = await world.call(audience.previewSegment, {
    body: { condition },
  });
  expect(complete).toBe(true);
  expect(count).toBe(items.length);
  return items.map((it) => ids.indexOf(it.id));
};

test.each([
  [
    "a tag in any writing",
    where({ left: "contact.tags", operator: "contains", right: "vip" }),
    [0],
  ],
  ["a number", where({ left: "contact.orders", operator: "lessThan", right: "5" }), [1]],
  [
    "a text in any writing",
    where({ left: "contact.city", operator: "equals", right: "hà nội" }),
    [0],
  ],
  [
    "who came today",
    where({ left: "contact.firstSeen", operator: "withinDays", right: "1" }),
    [0, 1],
  ],
  ["nothing", where(), [0, 1]],
] as const)("finds contacts by %s", async (_name, condition, expected) => {
  expect(await found(condition)).toEqual(expected);
});

test("knows when contacts last wrote", async () => {
  const recent = where({ left: "contact.lastSeen", operator: "withinDays", right: "1" });
  await until(async () => (await found(recent)).length === 2, 15_000);
});

test("segments are saved, nested, and never in a circle", async () => {
  const vip = where({ left: "contact.tags", operator: "contains", right: "vip" });
  const first = await world.call(audience.createSegment, {
    body: { name: "VIPs", condition: vip },
  });
  expect(first.sizes.map((it) => it.count)).toEqual([1]);
  const others = where({ left: "contact.segments", operator: "notContains", right: first.id });
  const second = await world.call(audience.createSegment, {
    body: { name: "Others", condition: others },
  });
  expect(await found(others)).toEqual([1]);
  const circle = where({ left: "contact.segments", operator: "contains", right: second.id });
  const refused = await world.refusal(audience.updateSegment, {
    params: { segmentId: first.id },
    body: { condition: circle },
  });
  expect(refused).toMatchObject({ status: 400, code: "segment.condition-invalid" });
  const params = { segmentId: first.id };
  expect(await world.refusal(audience.deleteSegment, { params })).toMatchObject({
    code: "segment.in-use",
    details: { names: "Others" },
  });
  const use = await world.call(audience.readTagUse, { params: { key: "VIP" } });
  expect(use.segments.map((it) => it.name)).toEqual(["VIPs"]);
});

test("a segment holds fixed values about contacts only", async () => {
  for (const rule of [
    { left: "contact.city", operator: "equals", right: "{{ x }}" },
    { left: "order.total", operator: "equals", right: "1" },
    { left: "contact.reachedGoals", operator: "startsWith", right: "b" },
  ] as const) {
    const body = { condition: where(rule) };
    expect(await world.refusal(audience.previewSegment, { body })).toMatchObject({
      code: "segment.condition-invalid",
    });
  }
});

test("pages through the contacts that fit", async () => {
  const body = { condition: where(), limit: 1 };
  const first = await world.call(audience.filterContacts, { body });
  const cursor = first.next ?? "";
  const second = await world.call(audience.filterContacts, { body: { ...body, cursor } });
  expect([...first.items, ...second.items].map((it) => it.id)).toEqual(ids);
});

test("a flow asks whether its contact is in a segment, also after the segment changed", async () => {
  const city = (right: string) => where({ left: "contact.city", operator: "equals", right });
  const { id } = await world.call(audience.createSegment, {
    body: { name: "North", condition: city("Hà Nội") },
  });
  const inside = where({ left: "contact.segments", operator: "contains", right: id });
  const branches = [{ id: "in", label: "In", condition: inside }];
  await publish(
    world,
    flowOf(
      "Where",
      {
        start: keyword("where"),
        if: { type: "condition", data: { branches } },
        yes: say("North"),
        no: say("Elsewhere"),
      },
      ["start.next > if", "if.branch:in > yes", "if.else > no"],
    ),
  );
  await ada.say("where");
  await until(() => textsOf(ada).includes("North"));
  await bob.say("where");
  await until(() => textsOf(bob).includes("Elsewhere"));
  await world.call(audience.updateSegment, {
    params: { segmentId: id },
    body: { condition: city("Huế") },
  });
  await bob.say("where");
  await until(() => textsOf(bob).includes("North"));
});

test("a run that began before its flow was switched off still knows the segments", async () => {
  const tagged = where({ left: "contact.tags", operator: "contains", right: "VIP" });
  const { id } = await world.call(audience.createSegment, {
    body: { name: "Very important", condition: tagged },
  });
  const inside = where({ left: "contact.segments", operator: "contains", right: id });
  const flowId = await publish(
    world,
    flowOf(
      "Asks first",
      {
        start: keyword("slow"),
        ask: { type: "ask", data: { text: "Sure?", expect: "text", saveTo: "sure", attempts: 1 } },
        if: {
          type: "condition",
          data: { branches: [{ id: "in", label: "In", condition: inside }] },
        },
        yes: say("Very important"),
        no: say("Not so important"),
      },
      ["start.next > ask", "ask.next > if", "if.branch:in > yes", "if.else > no"],
    ),
  );
  await ada.say("slow");
  await until(() => textsOf(ada).includes("Sure?"));
  await world.call(routes.flows.deactivateFlow, { params: { flowId } });
  await ada.say("yes");
  await until(() => textsOf(ada).includes("Very important"));
});

test("a segment that is read is counted again, once a minute, and keeps one size a day", async () => {
  const condition = where({ left: "contact.tags", operator: "contains", right: "late" });
  const made = await world.call(audience.createSegment, { body: { name: "Late", condition } });
  const params = { segmentId: made.id };
  const sizes = async () =>
    (await world.call(audience.readSegment, { params })).sizes.map((it) => it.count);
  expect(await sizes()).toEqual([0]);
  await update(1, { tags: ["late"] });
  expect(await sizes()).toEqual([0]);
  world.advance(61_000);
  expect((await sizes()).at(-1)).toBe(1);
  world.advance(86_400_000);
  expect((await sizes()).length).toBeGreaterThan(1);
});

test("a page among thousands of contacts that do not fit says where to go on", async () => {
  const records = contactRecords(world.server.context.connection).in(world.workspaceId);
  const other = await records.findById(ids[1] ?? "");
  if (!other) {
    throw new Error("There is nobody to copy");
  }
  await records.insertMany(
    Array.from({ length: 5_100 }, (_, index) => ({
      ...other,
      _id: index.toString(16).padStart(24, "0"),
      fields: { city: "Dhaka" },
      words: [],
      identities: [],
    })),
  );
  const condition = where({ left: "contact.city", operator: "equals", right: "hà nội" });
  const first = await world.call(audience.filterContacts, { body: { condition } });
  expect(first.items).toEqual([]);
  const body = { condition, cursor: first.next };
  const second = await world.call(audience.filterContacts, { body });
  expect(second.items.map((it) => it.id)).toEqual([ids[0]]);
  expect(second.next).toBeUndefined();
  expect((await world.call(audience.previewSegment, { body: { condition } })).count).toBe(1);
});
