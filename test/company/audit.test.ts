import mongoose from "mongoose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newContact } from "../../server/src/domain/new-contact.ts";
import { auditChains, auditEntries, notedCalls } from "../../server/src/records/audit-model.ts";
import { contactsOf } from "../../server/src/records/contact-model.ts";
import { verifyAudit } from "../../server/src/records/verify-audit.ts";
import { writeAudit } from "../../server/src/records/write-audit.ts";
import { routes, startWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const { audit, accounts, teams, webhooks, contacts } = routes;

async function newest(query: Record<string, string> = {}) {
  const { items } = await world.call(audit.listAudit, { query });
  return items;
}

function verdict() {
  const { connection, config } = world.server.context;
  return verifyAudit(connection, config.secretKey, world.workspaceId);
}

describe("an entry", () => {
  test("names the member, the action, the thing, the address, and the change", async () => {
    const team = await world.call(teams.createTeam, { body: { name: "Night" } });
    await world.call(teams.updateTeam, {
      params: { teamId: team.id },
      body: { name: "Day" },
    });
    const [entry] = await newest();
    expect(entry).toMatchObject({
      action: "team.changed",
      kind: "team",
      by: { kind: "member" },
      object: { id: team.id, name: "Day" },
      outcome: "done",
      changes: [{ field: "name", before: "Night", after: "Day" }],
    });
    expect(entry?.address).toMatch(/^(127\.0\.0\.1|::1)$/);
  });

  test("names an API token and the member who made it", async () => {
    const { apiToken, token } = await world.call(accounts.createApiToken, {
      body: { name: "Importer", role: "admin" },
    });
    await world.call(teams.createTeam, { as: { token }, body: { name: "By a program" } });
    const [entry, made] = await newest();
    expect(entry?.by).toMatchObject({
      kind: "token",
      id: apiToken.id,
      name: "Importer",
      maker: { name: made?.by.name },
    });
    expect(JSON.stringify(made)).not.toContain(token);
    expect(await newest({ by: apiToken.id })).toHaveLength(1);
  });

  test("shows no secret and nothing personal of a contact", async () => {
    const made = await world.call(webhooks.createWebhook, {
      body: { url: "https://example.com/hook", description: "", events: [] },
    });
    await world.call(webhooks.renewWebhookSecret, { params: { webhookId: made.webhook.id } });
    const [renewed] = await newest();
    expect(renewed).toMatchObject({
      action: "webhook.secretRenewed",
      changes: [{ field: "secret", before: "•••", after: "•••" }],
    });
    const contactId = await newContactCalled("Nguyễn Bí Mật");
    await world.call(contacts.updateContact, {
      params: { contactId },
      body: { name: "Tên Khác", phone: "+84901234567", tags: ["vip"] },
    });
    const [entry] = await newest();
    expect(entry).toMatchObject({ action: "contact.changed", object: { id: contactId, name: "" } });
    expect(entry?.changes).toContainEqual({ field: "tags", before: "[]", after: '["vip"]' });
    expect(entry?.changes).toContainEqual({ field: "name", before: "•••", after: "•••" });
    expect(JSON.stringify(await newest())).not.toMatch(/Bí Mật|Tên Khác|901234567/);
  });

  test("tells who joined, and what people change about themselves", async () => {
    await world.cookie("viewer");
    const [joined] = await newest({ kind: "member" });
    expect(joined).toMatchObject({
      action: "member.joined",
      by: { kind: "member", id: joined?.object.id },
      changes: [{ field: "role", after: "viewer" }],
    });
    await world.call(accounts.updateMe, { body: { language: "vi" } });
    const [entry] = await newest();
    expect(entry).toMatchObject({
      action: "account.changed",
      changes: [{ field: "language", before: "en", after: "vi" }],
    });
  });

  test("is not written for a call that was refused", async () => {
    const before = await newest();
    await world.refusal(teams.updateTeam, {
      params: { teamId: "0123456789abcdef01234567" },
      body: { name: "Nobody" },
    });
    expect(await newest()).toEqual(before);
    const { connection } = world.server.context;
    expect(await notedCalls(connection).in(world.workspaceId).count({})).toBe(0);
  });

  test("says that the outcome is unknown when the server stopped during the call", async () => {
    const { connection } = world.server.context;
    const [first] = await newest();
    await notedCalls(connection)
      .in(world.workspaceId)
      .insert({
        facts: {
          at: Date.now(),
          by: { kind: "member", id: "0123456789abcdef01234567", name: "Lan" },
          action: "team.deleted",
          kind: "team",
          object: { id: "0123456789abcdef01234567", name: "" },
          address: "127.0.0.1",
          outcome: "unknown",
          changes: [],
        },
        dueAt: Date.now() - 1,
      });
    await world.restart();
    await expect.poll(async () => (await newest())[0]?.sequence).toBe((first?.sequence ?? 0) + 1);
    expect((await newest())[0]).toMatchObject({ action: "team.deleted", outcome: "unknown" });
  });
});

test("is read page by page, filtered, and downloaded whole", async () => {
  const all = await newest();
  const first = await world.call(audit.listAudit, { query: { limit: 2 } });
  const second = await world.call(audit.listAudit, { query: { limit: 2, cursor: first.next } });
  expect([...first.items, ...second.items]).toEqual(all.slice(0, 4));
  const ofTeams = await newest({ kind: "team" });
  expect(new Set(ofTeams.map((it) => it.kind))).toEqual(new Set(["team"]));
  const object = ofTeams.at(-1)?.object.id ?? "";
  expect((await newest({ object })).every((it) => it.object.id === object)).toBe(true);
  const past = new Date(Date.now() - 86_400_000).toISOString();
  expect(await newest({ to: past })).toEqual([]);
  expect((await newest({ from: past })).length).toBe(all.length);
  for (const format of ["csv", "jsonl"]) {
    const response = await world.fetch(`/api/v1/audit/export?format=${format}`);
    const lines = (await response.text()).trim().split("\n");
    const { items } = await world.call(audit.listAudit, { query: { kind: "audit" } });
    expect(items[0]?.action).toBe("audit.exported");
    expect(lines.length).toBe((items[0]?.sequence ?? 0) - (format === "csv" ? 0 : 1));
  }
  expect((await world.refusal(audit.listAudit, { query: { cursor: "x" } })).code).toBe(
    "request.cursor",
  );
  expect((await world.refusal(audit.listAudit, { as: "editor" })).status).toBe(403);
});

describe("the chain", () => {
  test("is not forked by writers of several processes", async () => {
    const { connection, config } = world.server.context;
    const facts = {
      at: Date.now(),
      by: { kind: "system", id: "system", name: "" },
      action: "job.stopped",
      kind: "job",
      object: { id: "", name: "" },
      address: "",
      outcome: "done",
      changes: [],
    } as const;
    const before = (await newest())[0]?.sequence ?? 0;
    const again = new mongoose.Types.ObjectId();
    const ids = [again, again, ...Array.from({ length: 18 }, () => new mongoose.Types.ObjectId())];
    await Promise.all(
      ids.map((id, index) =>
        writeAudit(
          // Writers of one connection wait for each other; these do not know of each other, as in several processes.
          { connection: Object.create(connection) as typeof connection, config },
          world.workspaceId,
          id,
          { ...facts, at: facts.at + index },
        ),
      ),
    );
    expect((await newest())[0]?.sequence).toBe(before + 19);
    expect(await verdict()).toEqual({ entries: before + 19 });
  });

  test("names the first entry that was changed, deleted or added", async () => {
    const { connection } = world.server.context;
    const raw = connection.collection("auditEntries");
    const entries = (await raw.find({}).sort({ sequence: 1 }).toArray()) as unknown as {
      _id: mongoose.Types.ObjectId;
      sequence: number;
      address: string;
    }[];
    const [third, fifth] = [entries[2], entries[4]];
    if (!third || !fifth) {
      throw new Error("There are too few entries");
    }
    await raw.updateOne({ _id: fifth._id }, { $set: { address: "10.0.0.1" } });
    expect((await verdict()).broken?.sequence).toBe(5);
    await raw.deleteOne({ _id: third._id });
    expect((await verdict()).broken).toEqual({ sequence: 3, reason: "the entry is missing" });
    await raw.insertOne(third as never);
    await raw.updateOne({ _id: fifth._id }, { $set: { address: fifth.address } });
    expect((await verdict()).broken).toBeUndefined();
    const last = entries.at(-1);
    await raw.deleteOne({ _id: last?._id as mongoose.Types.ObjectId });
    expect((await verdict()).broken?.sequence).toBe(last?.sequence);
    await raw.insertOne(last as never);
    const chain = await auditChains(connection).in(world.workspaceId).findById(world.workspaceId);
    await auditChains(connection)
      .in(world.workspaceId)
      .updateOne({ _id: world.workspaceId }, { $set: { "head.hash": "0".repeat(64) } });
    expect((await verdict()).broken?.reason).toContain("signature");
    await auditChains(connection)
      .in(world.workspaceId)
      .updateOne({ _id: world.workspaceId }, { $set: { head: chain?.head } });
    expect((await verdict()).broken).toBeUndefined();
    expect(await auditEntries(connection).in(world.workspaceId).count({})).toBe(entries.length);
  });
});

async function newContactCalled(name: string): Promise<string> {
  const { connection, now } = world.server.context;
  const workspaceId = new mongoose.Types.ObjectId(world.workspaceId);
  const contact = newContact({ _id: "a".repeat(24), workspaceId, name }, now());
  await contactsOf(connection).insertOne(contact);
  return contact._id;
}
