import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Condition, type ContactActivity, contactActivities } from "@chatloom/flows-schema";
import fc from "fast-check";
import mongoose from "mongoose";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ContactDoc } from "../domain/contact-doc.ts";
import { countName } from "../domain/reports/counts.ts";
import { connectStore, type Store } from "../store/connect.ts";
import { testUri } from "../testing/test-uri.ts";
import { compileCondition } from "./compile-condition.ts";
import { contactsOf } from "./contact-model.ts";
import { conversationsOf } from "./conversation-model.ts";
import { countedLinks } from "./counted-link-model.ts";
import { compileFor, countMatching, matchingAmong, matchingPage } from "./find-matching.ts";
import { messagesOf } from "./message-model.ts";
import { conversationHoursOf } from "./report-models.ts";
import { trackedEvents } from "./tracked-event-model.ts";
import { workspaces } from "./workspace.ts";

const workspaceId = new mongoose.Types.ObjectId();
const now = Date.parse("2026-11-29T10:00:00Z");
const idOf = (index: number) => index.toString(16).padStart(24, "0");
/** Numbers above belong to contacts that were merged into others. */
const standing = 24;
const values: Readonly<Record<ContactActivity, readonly string[]>> = {
  enteredFlows: [idOf(901), idOf(902)],
  passedSteps: [`${idOf(901)}/ask.mail`, `${idOf(902)}/ask.mail`, `${idOf(902)}/thanks`],
  reachedGoals: ["bought", "Bought", "sign-up: done"],
  receivedBroadcasts: [idOf(801), idOf(802)],
  readBroadcasts: [idOf(801), idOf(802)],
  clickedBroadcasts: [idOf(801), idOf(802)],
  answeredBroadcasts: [idOf(801), idOf(802)],
};
/** The activities of everybody, by the contact that stands for them. */
const did = new Map<string, Set<string>>();
const dataDir = mkdtempSync(join(tmpdir(), "find-matching-"));
let store: Store;

beforeAll(async () => {
  const log = pino({ level: "fatal" });
  store = await connectStore({ mongodbUri: testUri(dataDir), dataDir }, log);
  const { connection } = store;
  await workspaces(connection).insertMany([
    { _id: workspaceId, name: "Shop", timeZone: "UTC", variables: {} },
  ]);
  const empty = { name: "", firstName: "", lastName: "", email: "", phone: "", language: "" };
  await contactsOf(connection).insertMany(
    Array.from(
      { length: standing },
      (_, index): ContactDoc => ({
        _id: idOf(index),
        workspaceId,
        ...empty,
        tags: index % 3 === 0 ? ["vip"] : [],
        fields: {},
        optedIn: false,
        identities: [],
        ...(index < 6 && { mergedIds: [idOf(standing + index)] }),
        createdAt: now,
        updatedAt: now,
      }),
    ),
  );
  const dice = fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), { numRuns: 4_000, seed: 5 });
  const happens = (share: number) => (dice.pop() ?? 1) < share;
  for (let index = 0; index < standing + 6; index++) {
    await act(index, happens);
  }
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Lets a contact do things by chance, and notes them. */
async function act(index: number, happens: (share: number) => boolean): Promise<void> {
  const { connection } = store;
  const contactId = idOf(index);
  const conversationId = `t${index}`;
  const owner = idOf(index < standing ? index : index - standing);
  const own = did.get(owner) ?? new Set();
  did.set(owner, own);
  const note = (name: ContactActivity, value: string) => own.add(`${name} ${value}`);
  const base = { workspaceId, contactId, conversationId };
  for (const name of values.reachedGoals.filter(() => happens(0.3))) {
    for (const at of [now - 5, now]) {
      const goal = { flowId: "f", nodeId: "n", contactId, event: "goal" as const, name, at };
      await trackedEvents(connection).in(workspaceId).insert(goal);
    }
    note("reachedGoals", name);
  }
  const answered = values.answeredBroadcasts.filter(() => happens(0.3));
  const [last, ...earlier] = answered;
  for (const id of answered) {
    note("answeredBroadcasts", id);
  }
  await conversationsOf(connection).insertOne({
    _id: conversationId,
    workspaceId,
    contactId,
    keys: [conversationId],
    broadcast: last
      ? { id: last, at: now, repliedAt: now, answered: earlier }
      : { id: idOf(801), at: now },
  } as never);
  let sequence = 0;
  for (const broadcastId of values.receivedBroadcasts) {
    const delivery = ["failed", "sent", "delivered", "read"].find(() => happens(0.3));
    if (delivery) {
      const message = { ...base, sequence: sequence++, broadcastId, delivery };
      await messagesOf(connection).insertOne(message as never);
      if (delivery !== "failed") {
        note("receivedBroadcasts", broadcastId);
      }
      if (delivery === "read") {
        note("readBroadcasts", broadcastId);
      }
    }
    const link = {
      ...base,
      broadcastId,
      url: "https://x.example",
      clicks: 0,
      previews: 1,
      at: now,
    };
    const clicked = happens(0.3);
    await countedLinks(connection)
      .in(workspaceId)
      .insert({
        ...link,
        _id: `${conversationId}.${broadcastId}`,
        ...(clicked && { firstClickAt: now }),
      });
    if (clicked) {
      note("clickedBroadcasts", broadcastId);
    }
  }
  const steps = values.passedSteps.filter(() => happens(0.3)).map((it) => it.split("/"));
  const groups = steps.map(([flowId = "", nodeId = ""], version) => {
    note("enteredFlows", flowId);
    note("passedSteps", `${flowId}/${nodeId}`);
    return {
      group: countName("v", flowId, String(version)),
      counts: { [countName("entered", nodeId)]: 1, [countName("left", "other")]: 2 },
    };
  });
  await conversationHoursOf(connection).insertOne({
    _id: `${conversationId}:1`,
    ...base,
    hour: now,
    own: groups,
  } as never);
}

const anyRule = fc
  .record({
    name: fc.constantFrom(...contactActivities),
    at: fc.nat(),
    operator: fc.constantFrom("contains" as const, "notContains" as const),
    unknown: fc.boolean(),
  })
  .map(({ name, at, operator, unknown }) => ({
    left: `contact.${name}`,
    operator,
    right: unknown && at % 5 === 0 ? "nobody did" : (values[name][at % values[name].length] ?? ""),
  }));
const anyCondition = fc.record({
  match: fc.constantFrom("all" as const, "any" as const),
  groups: fc.array(
    fc.record({
      match: fc.constantFrom("all" as const, "any" as const),
      rules: fc.array(anyRule, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 2 },
  ),
});

/** Judges by what was noted while it happened. */
function fits(condition: Condition, id: string): boolean {
  const joined = (match: "all" | "any", each: readonly boolean[]) =>
    match === "all" ? each.every(Boolean) : each.some(Boolean);
  const groups = condition.groups.map((group) =>
    joined(
      group.match,
      group.rules.map(({ left, operator, right }) => {
        const has = did.get(id)?.has(`${left.slice("contact.".length)} ${right}`) ?? false;
        return has === (operator === "contains");
      }),
    ),
  );
  return joined(condition.match, groups);
}

test("conditions find those who did something, merged contacts included, whichever way they are read", async () => {
  const { connection } = store;
  const everyone = await contactsOf(connection).find({ workspaceId }).toArray();
  await fc.assert(
    fc.asyncProperty(anyCondition, async (condition) => {
      const wanted = [...did.keys()].filter((it) => fits(condition, it)).sort();
      const compiled = await compileFor(connection, workspaceId, condition, now);
      const page = await matchingPage(connection, workspaceId, compiled, { after: "", limit: 99 });
      expect(page.items.map((it) => it._id)).toEqual(wanted);
      expect(await countMatching(connection, workspaceId, compiled)).toEqual({
        count: wanted.length,
        complete: true,
      });
      // Where too many contacts did it, the filter names none of them.
      const segments = { timeZone: "UTC", conditions: {} };
      const judged = compileCondition(condition, { now, segments, tags: ["vip"] });
      expect(judged.exact).toBe(false);
      const found = await matchingAmong(connection, workspaceId, judged, everyone);
      expect(found.map((it) => it._id)).toEqual(wanted);
    }),
    { numRuns: 50 },
  );
}, 60_000);

test("a goal and a broadcast that few contacts know are one filter for the store", async () => {
  const condition: Condition = {
    match: "all",
    groups: [
      {
        match: "all",
        rules: [
          { left: "contact.reachedGoals", operator: "contains", right: "bought" },
          { left: "contact.clickedBroadcasts", operator: "notContains", right: idOf(801) },
          { left: "contact.tags", operator: "contains", right: "vip" },
        ],
      },
    ],
  };
  expect(await compileFor(store.connection, workspaceId, condition, now)).toMatchObject({
    exact: true,
  });
});
