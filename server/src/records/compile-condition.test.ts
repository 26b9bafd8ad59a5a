import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Condition, operators, type Rule } from "@chatloom/flows-schema";
import fc from "fast-check";
import mongoose from "mongoose";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ContactDoc } from "../domain/contact-doc.ts";
import { connectStore, type Store } from "../store/connect.ts";
import { testUri } from "../testing/test-uri.ts";
import { compileCondition } from "./compile-condition.ts";
import { contactsOf } from "./contact-model.ts";

const workspaceId = new mongoose.Types.ObjectId();
const now = Date.parse("2026-11-29T10:00:00Z");
const channelIds = ["a".repeat(24), "b".repeat(24), "0123456789abcdef01234567"];
const tagsUsed = ["vip", "VIP", "Lead", "007", "7", "new customer", "khách"];
const texts = ["", " ", "Hà Nội", "hà nội", "42", "042", "4.5", "yes", "no", "2026-11-01", "Ada"];

const dataDir = mkdtempSync(join(tmpdir(), "compile-condition-"));
let store: Store;
let people: ContactDoc[];

beforeAll(async () => {
  const log = pino({ level: "fatal" });
  store = await connectStore({ mongodbUri: testUri(dataDir), dataDir }, log);
  people = fc.sample(anyContact, { numRuns: 150, seed: 7 }).map((it, index) => ({
    ...it,
    _id: index.toString(16).padStart(24, "0"),
  }));
  await contactsOf(store.connection).insertMany(people);
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const anyText = fc.constantFrom(...texts);
const anyValue = fc.oneof(
  anyText,
  fc.constantFrom(0, 4.5, 42, -1, true, false, null),
  fc.array(anyText, { maxLength: 3 }),
  fc.constant({ city: "Huế" }),
);
const anyContact: fc.Arbitrary<ContactDoc> = fc
  .record({
    name: anyText,
    email: fc.constantFrom("", "ada@example.test", "ADA@example.test"),
    language: fc.constantFrom("", "vi", "vi-VN", "en_US", "EN", "vietnamese"),
    country: fc.constantFrom(undefined, "", "VN", "DE"),
    timeZone: fc.constantFrom(undefined, "", "Asia/Tokyo"),
    tags: fc.uniqueArray(fc.constantFrom(...tagsUsed), { maxLength: 3 }),
    fields: fc.dictionary(fc.constantFrom("city", "age", "when", "country", "timeZone"), anyValue, {
      maxKeys: 3,
    }),
    optedIn: fc.boolean(),
    channels: fc.uniqueArray(fc.constantFrom(...channelIds), { maxLength: 2 }),
    daysAgo: fc.integer({ min: 0, max: 60 }),
    seenAgo: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }),
  })
  .map(({ channels, daysAgo, seenAgo, country, timeZone, ...rest }) => ({
    _id: "",
    workspaceId,
    firstName: "",
    lastName: "",
    phone: "",
    ...rest,
    ...(country !== undefined && { country }),
    ...(timeZone !== undefined && { timeZone }),
    identities: channels.map((channelId) => ({ channelId, address: "1" })),
    createdAt: now - daysAgo * 86_400_000,
    updatedAt: now,
    ...(seenAgo !== undefined && { lastSeenAt: now - seenAgo * 86_400_000 }),
  }));

const anyRule: fc.Arbitrary<Rule> = fc
  .record({
    left: fc.constantFrom(
      ...[
        "name",
        "email",
        "language",
        "country",
        "timeZone",
        "tags",
        "channels",
        "firstSeen",
        "lastSeen",
        "optedIn",
      ],
      ...["city", "age", "when", "segments", "nothing", "fields.city", "constructor", "__proto__"],
    ),
    operator: fc.constantFrom(...operators),
    right: fc.oneof(
      anyText,
      fc.constantFrom(...tagsUsed, ...channelIds, "7", "vip, lead", "30", "-1", "vi", "ADA@"),
      fc.constantFrom("inner", "outer", "itself", "2026-11-15", "15/11/2026", "true", "^a"),
    ),
  })
  .map(({ left, ...rest }) => ({ left: `contact.${left}`, ...rest }));
const anyCondition: fc.Arbitrary<Condition> = fc.record({
  match: fc.constantFrom("all", "any"),
  groups: fc.array(
    fc.record({
      match: fc.constantFrom("all", "any"),
      rules: fc.array(anyRule, { maxLength: 3 }),
    }),
    { maxLength: 3 },
  ),
});

test("the store's filter and the engine's evaluator choose the same contacts", async () => {
  await fc.assert(
    fc.asyncProperty(anyCondition, anyCondition, anyCondition, async (asked, inner, outer) => {
      const itself: Condition = {
        match: "any",
        groups: [
          {
            match: "any",
            rules: [{ left: "contact.segments", operator: "contains", right: "itself" }],
          },
        ],
      };
      const conditions = { inner, outer, itself };
      const segments = { timeZone: "Asia/Ho_Chi_Minh", conditions };
      const { filter, exact, matches } = compileCondition(asked, { now, segments, tags: tagsUsed });
      const found = await contactsOf(store.connection)
        .find({ $and: [{ workspaceId }, filter] })
        .toArray();
      const wanted = people.filter((it) => matches(it)).map((it) => it._id);
      const ids = found.map((it) => it._id);
      const told = JSON.stringify({ asked, filter });
      expect(
        wanted.filter((it) => !ids.includes(it)),
        `missed by ${told}`,
      ).toEqual([]);
      if (exact) {
        expect(ids.sort(), `too many by ${told}`).toEqual(wanted.sort());
      }
      expect(
        found
          .filter((it) => matches(it))
          .map((it) => it._id)
          .sort(),
      ).toEqual(wanted.sort());
    }),
    { numRuns: 250 },
  );
}, 60_000);

test("conditions over tags, channels and moments need no second look", () => {
  const rules: Rule[] = [
    { left: "contact.tags", operator: "contains", right: "vip" },
    { left: "contact.tags", operator: "notContains", right: "lead" },
    { left: "contact.channels", operator: "contains", right: channelIds[0] ?? "" },
    { left: "contact.lastSeen", operator: "withinDays", right: "30" },
    { left: "contact.firstSeen", operator: "before", right: "2026-11-01" },
    { left: "contact.optedIn", operator: "isTrue" },
  ];
  const segments = { timeZone: "UTC", conditions: {} };
  const condition: Condition = { match: "all", groups: [{ match: "all", rules }] };
  const { exact, filter } = compileCondition(condition, { now, segments, tags: tagsUsed });
  expect(exact).toBe(true);
  expect(JSON.stringify(filter)).toContain('{"tags":{"$in":["vip","VIP"]}}');
});
