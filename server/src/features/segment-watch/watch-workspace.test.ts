import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Condition, Rule } from "@chatloom/flows-schema";
import fc from "fast-check";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contactsOf } from "../../records/contact-model.ts";
import { moveMemberships, segmentMembers } from "../../records/segment-watch-model.ts";
import { connectStore, type Store } from "../../store/connect.ts";
import { testUri } from "../../testing/test-uri.ts";
import { dyingInbound, watchedShop } from "../../testing/watched-shop.ts";

const day = 86_400_000;
const dataDir = mkdtempSync(join(tmpdir(), "chatloom-segments-"));
let store: Store;
beforeAll(async () => {
  const log = pino({ level: "fatal" });
  store = await connectStore({ mongodbUri: testUri(dataDir), dataDir }, log);
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const where = (...rules: readonly Rule[]): Condition => ({
  match: "all",
  groups: [{ match: "all", rules: [...rules] }],
});
const shop = (condition: Condition) => watchedShop(store.connection, condition);
const tagged = (tag: string) => where({ left: "contact.tags", operator: "contains", right: tag });
const silentFor = (days: number) =>
  where({ left: "contact.lastSeen", operator: "notWithinDays", right: String(days) });

test("whoever is in the segment before starts nothing; entering and leaving are told once", async () => {
  const it = await shop(tagged("vip"));
  await it.addContact({ tags: ["vip"] });
  const ben = await it.addContact();
  await it.pass();
  expect(await it.told()).toEqual([]);
  await it.change(ben, { tags: ["VIP"] });
  await it.pass();
  await it.pass();
  expect(await it.told()).toEqual([`segmentEntered ${ben}`]);
  const chi = await it.addContact({ tags: ["vip"] });
  await it.change(ben, { tags: [] });
  await it.pass();
  expect((await it.told()).slice(1).sort()).toEqual([
    `segmentEntered ${chi}`,
    `segmentLeft ${ben}`,
  ]);
});

test("a condition over time comes true by the clock alone", async () => {
  const it = await shop(silentFor(30));
  const ana = await it.addContact({ lastSeenAt: it.clock.now });
  await it.pass();
  it.clock.now += 29 * day;
  await it.pass();
  expect(await it.told()).toEqual([]);
  it.clock.now += day;
  await it.pass();
  expect(await it.told()).toEqual([`segmentEntered ${ana}`]);
});

test("an edited condition starts nobody by itself", async () => {
  const it = await shop(tagged("vip"));
  const ana = await it.addContact({ tags: ["new"] });
  const ben = await it.addContact({ tags: ["vip"] });
  await it.pass();
  await it.edit(tagged("new"));
  await it.pass();
  expect(await it.members()).toEqual([ana]);
  expect(await it.told()).toEqual([]);
  await it.change(ben, { tags: ["new"] });
  await it.pass();
  expect(await it.told()).toEqual([`segmentEntered ${ben}`]);
});

test.each(["before", "after"] as const)(
  "a process that dies just %s it stores the event loses and doubles nothing",
  async (when) => {
    const it = await shop(tagged("vip"));
    const ana = await it.addContact();
    await it.pass();
    await it.change(ana, { tags: ["vip"] });
    await expect(it.pass(dyingInbound(store.connection, when))).rejects.toThrow("died");
    expect(await it.members()).toEqual([ana]);
    await it.change(ana, { tags: [] });
    await it.pass();
    await it.pass();
    expect(await it.told()).toEqual([`segmentEntered ${ana}`, `segmentLeft ${ana}`]);
  },
);

test("two processes at once tell everything once", async () => {
  const it = await shop(tagged("vip"));
  const people = await Promise.all([it.addContact(), it.addContact(), it.addContact()]);
  await it.pass();
  await Promise.all(people.map((id) => it.change(id, { tags: ["vip"] })));
  // One of them loses the lease to the other.
  await Promise.allSettled([it.pass(), it.pass()]);
  await it.pass();
  expect((await it.told()).sort()).toEqual(people.map((id) => `segmentEntered ${id}`).sort());
});

test("blocked and unreachable contacts start nothing, and deleted ones leave nothing behind", async () => {
  const it = await shop(tagged("vip"));
  const ana = await it.addContact({ blocked: true });
  const ben = await it.addContact({}, { reachable: false });
  await it.pass();
  await it.change(ana, { tags: ["vip"] });
  await it.change(ben, { tags: ["vip"] });
  await it.pass();
  expect(await it.members()).toEqual([ana, ben].sort());
  await contactsOf(store.connection).deleteOne({ _id: ana });
  await it.pass();
  expect(await it.members()).toEqual([ben]);
  expect(await it.told()).toEqual([]);
});

test("a merged contact does not enter again", async () => {
  const it = await shop(tagged("vip"));
  const [ana, again] = [await it.addContact(), await it.addContact()];
  await it.pass();
  await it.change(again, { tags: ["vip"] });
  await it.pass();
  await it.change(ana, { tags: ["vip"] });
  await moveMemberships(store.connection, it.workspaceId, again, ana);
  await contactsOf(store.connection).deleteOne({ _id: again });
  await it.pass();
  expect(await it.members()).toEqual([ana]);
  expect(await it.told()).toEqual([`segmentEntered ${again}`]);
});

test("flows that undo each other's condition stop after six times a day", async () => {
  const it = await shop(tagged("vip"));
  const ana = await it.addContact();
  await it.pass();
  for (let times = 0; times < 8; times += 1) {
    await it.change(ana, { tags: times % 2 === 0 ? ["vip"] : [] });
    await it.pass();
  }
  expect((await it.told()).length).toBe(6);
  it.clock.now += day;
  await it.change(ana, { tags: ["vip"] });
  await it.pass();
  expect((await it.told()).length).toBe(7);
});

test("without an active flow nothing is watched or kept", async () => {
  const it = await shop(tagged("vip"));
  await it.addContact({ tags: ["vip"] });
  await it.pass();
  await it.deactivate();
  expect(await it.pass()).toBe("over");
  expect(await it.members()).toEqual([]);
});

type Command = (it: Awaited<ReturnType<typeof watchedShop>>, people: string[]) => Promise<unknown>;
const anyIndex = fc.nat(5);
const anyTags = fc.constantFrom<readonly string[]>([], ["vip"], ["new"], ["vip", "new"]);
const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.tuple(anyIndex, anyTags).map(
    ([index, tags]): Command =>
      (it, people) =>
        it.change(people[index % people.length] ?? "", { tags }),
  ),
  // Some records do not tell when they changed.
  fc.tuple(anyIndex, anyTags).map(
    ([index, tags]): Command =>
      (it, people) =>
        it.change(people[index % people.length] ?? "", { tags, updatedAt: 1 }),
  ),
  anyIndex.map(
    (index): Command =>
      (it, people) =>
        it.change(people[index % people.length] ?? "", { lastSeenAt: it.clock.now }),
  ),
  fc.integer({ min: 1, max: 20 }).map(
    (days): Command =>
      async (it) => {
        it.clock.now += days * day;
      },
  ),
  anyTags.map(
    (tags): Command =>
      async (it, people) => {
        people.push(await it.addContact({ tags, lastSeenAt: it.clock.now }));
      },
  ),
  anyIndex.map(
    (index): Command =>
      (_, people) =>
        contactsOf(store.connection).deleteOne({ _id: people[index % people.length] ?? "" }),
  ),
  fc.constantFrom(tagged("vip"), tagged("new"), silentFor(10)).map(
    (condition): Command =>
      (it) =>
        it.edit(condition),
  ),
  fc.constant<Command>((it) => it.pass()),
  fc.constantFrom("before" as const, "after" as const).map(
    (when): Command =>
      (it) =>
        it.pass(dyingInbound(store.connection, when)).catch(() => undefined),
  ),
);

test("after any changes and passes the stored members are those whom the condition fits", async () => {
  const sequences = fc.array(anyCommand, { minLength: 3, maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(sequences, async (commands) => {
      const it = await shop(silentFor(10));
      const people = [await it.addContact(), await it.addContact({ tags: ["vip"] })];
      for (const run of commands) {
        await run(it, people);
      }
      await it.pass();
      expect(await it.members()).toEqual(await it.fitting());
      const waiting = { pending: { $exists: true } };
      const left = await segmentMembers(store.connection).in(it.workspaceId).count(waiting);
      expect(left).toBe(0);
    }),
    { numRuns: 6 },
  );
});
