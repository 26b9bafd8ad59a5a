import type { Conversation } from "@chatloom/api-schema";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyAudit } from "../../server/src/records/verify-audit.ts";
import { startWithPeople, type WorldWithPeople } from "../inbox/world-with-people.ts";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { anyMessage, flowOf, publish } from "../turns/publish-test-flow.ts";

const { privacy, contactRecords, contacts, conversations, jobs, audit, webhooks } = routes;
const day = 86_400_000;

let people: WorldWithPeople;
beforeAll(async () => {
  people = await startWithPeople([]);
  const { world } = people;
  await world.call(webhooks.createWebhook, {
    body: { url: "http://127.0.0.1:9/", description: "", events: [] },
  });
  await publish(world, {
    ...flowOf(
      "Remember",
      {
        start: anyMessage(),
        shared: {
          type: "setVariable",
          data: {
            assignments: [
              {
                variable: "newest",
                operation: "set",
                value: "{{ contact.name }}",
                as: "string",
              },
            ],
          },
        },
        tell: {
          type: "notify",
          data: { to: "agents", address: "", text: "{{ contact.name }} wrote" },
        },
        ask: {
          type: "ask",
          data: {
            text: "What do you need?",
            expect: "text",
            saveTo: "need",
            attempts: 3,
            ignoreEarlier: false,
          },
        },
      },
      ["start.next > shared", "shared.next > tell", "tell.next > ask"],
    ),
    variables: [{ name: "newest", type: "string", scope: "workspace" }],
  });
});
afterAll(() => people.close());

const person = {
  name: "Trần Thị Quỳnh Như",
  email: "quynh.nhu@example.vn",
  phone: "+84912345678",
  texts: ["bí mật của tôi", "ghi chú về khách", "tôi cần màu tím than"],
};

test("a person's data is packed into a zip, and erased from every collection of the store", async () => {
  const { world, write } = people;
  await write("Bystander Phạm", "keep this text");
  await write(person.name, person.texts[0] ?? "");
  const other = await met("Bystander Phạm");
  const { id: conversationId, contact } = await met(person.name);
  const params = { contactId: contact.id };
  await world.call(contacts.updateContact, {
    params,
    body: { email: person.email, phone: person.phone, fields: { city: "Huế" } },
  });
  await world.call(contacts.recordConsent, {
    params,
    body: {
      channelId: "all",
      purpose: "marketing",
      state: "withdrawn",
      wording: `${person.name} says stop`,
    },
  });
  await until(
    async () => (await world.call(contactRecords.listRuns, { params })).items[0]?.nodeId === "ask",
  );
  await write(person.name, person.texts[2] ?? "");
  await world.call(conversations.addNote, {
    params: { conversationId },
    body: { text: person.texts[1] ?? "" },
  });
  const table = `name,email,phone\n${person.name},${person.email},${person.phone}\nÔng Khác,khac@example.vn,+84987654321\n`;
  const upload = await world.fetch("/api/v1/contact-imports?fileName=people.csv", {
    method: "POST",
    body: table,
    headers: { "content-type": "text/csv" },
  });
  expect(upload.ok).toBe(true);
  const raw = async () => {
    const { connection } = world.server.context;
    const names = (await connection.db?.listCollections().toArray()) ?? [];
    const found: Record<string, string> = {};
    for (const { name } of names) {
      found[name] = JSON.stringify(await connection.collection(name).find({}).toArray());
    }
    return found;
  };
  await until(async () => {
    const { webhookDeliveries = "", workspaces = "", alerts = "" } = await raw();
    return [webhookDeliveries, workspaces, alerts].every((it) => it.includes(person.name));
  });

  const packing = await world.call(privacy.packContact, { params });
  await ended(packing.id);
  const archive = await world.fetch(`/api/v1/contact-archives/${packing.id}`);
  const files = unzipSync(new Uint8Array(await archive.arrayBuffer()));
  const record = strFromU8(files["contact.json"] as Uint8Array);
  for (const fact of [person.name, person.email, person.phone, ...person.texts]) {
    expect(record).toContain(fact);
  }
  expect(
    (await world.fetch(`/api/v1/contact-archives/${packing.id}`, { as: "editor" })).status,
  ).toBe(403);

  const { id: jobId } = await world.call(contactRecords.eraseContact, { params });
  await ended(jobId);
  const after = await raw();
  const traces = Object.entries(after).flatMap(([name, text]) =>
    [person.name, person.email, person.phone, person.phone.slice(1), ...person.texts]
      .filter((fact) => text.includes(fact))
      .map((fact) => `${name}: ${fact}`),
  );
  expect(traces).toEqual([]);
  expect((await world.fetch(`/api/v1/contact-archives/${packing.id}`)).status).toBe(404);

  const messages = await world.call(conversations.listMessages, {
    params: { conversationId: other.id },
    query: {},
  });
  expect(JSON.stringify(messages)).toContain("keep this text");
  expect(after.importPages).toContain("khac@example.vn");

  const { items } = await world.call(privacy.listErasures, { query: {} });
  expect(items[0]).toMatchObject({ id: jobId, erased: { contacts: 1, conversations: 1 } });
  expect(items[0]?.erased.messages).toBeGreaterThan(3);
  expect(items[0]?.kept.map((it) => it.collection)).toContain("consents");
  expect(after.consents).toContain('"state":"withdrawn"');
  const [entry] = (await world.call(audit.listAudit, { query: { object: contact.id } })).items;
  expect(entry).toMatchObject({ action: "contact.erasureEnded", by: { kind: "system" } });
});

test("an erasure continues after a restart", async () => {
  const { world, write } = people;
  await write("Lê Dở Dang", "unfinished business");
  const { contact } = await met("Lê Dở Dang");
  const { id: jobId } = await world.call(contactRecords.eraseContact, {
    params: { contactId: contact.id },
  });
  await world.restart();
  await ended(jobId);
  const { connection } = world.server.context;
  for (const name of ["messages", "contacts", "jobs", "conversations"]) {
    const text = JSON.stringify(await connection.collection(name).find({}).toArray());
    expect(text, name).not.toMatch(/Dở Dang|unfinished business/);
  }
});

test("retention rules count before they delete, run once a day, and keep the audit log verifiable", async () => {
  const { world, write } = people;
  await write("Cụ Xưa Cũ", "an old message");
  const { contact } = await met("Cụ Xưa Cũ");
  const rules = { messages: 40, contacts: 90, audit: 30, logs: 30 };
  const before = await world.call(privacy.previewRetention, { body: rules });
  expect(before).toEqual({ messages: 0, files: 0, logs: 0, contacts: 0, audit: 0 });
  expect((await world.refusal(privacy.saveRetention, { as: "admin", body: rules })).status).toBe(
    403,
  );
  await world.call(privacy.saveRetention, { body: rules });
  expect(await world.call(privacy.readRetention)).toEqual(rules);
  // Sessions end after a month without use.
  const { token } = await world.call(routes.accounts.createApiToken, {
    body: { name: "Auditor", role: "owner" },
  });
  const as = { token };
  world.advance(100 * day);
  const preview = await world.call(privacy.previewRetention, { as, body: rules });
  expect(preview.messages).toBeGreaterThan(0);
  expect(preview.contacts).toBeGreaterThan(1);
  expect(preview.audit).toBeGreaterThan(5);
  await world.restart();
  const { connection, config } = world.server.context;
  const done = async () =>
    (await connection.collection("jobs").findOne({ kind: "applyRetention" }))?.state === "done";
  await expect.poll(done, { timeout: 15_000 }).toBe(true);
  const left = async () =>
    JSON.stringify([
      await connection.collection("messages").find({}).toArray(),
      await connection.collection("contacts").find({}).toArray(),
      await connection.collection("conversations").find({}).toArray(),
    ]);
  await expect
    .poll(left, { timeout: 15_000 })
    .not.toMatch(new RegExp(`an old message|${contact.id}`));
  const verdict = await verifyAudit(connection, config.secretKey, world.workspaceId);
  expect(verdict.broken).toBeUndefined();
  const { items } = await world.call(audit.listAudit, { as, query: { kind: "privacy" } });
  expect(items[0]).toMatchObject({ action: "privacy.retained", by: { kind: "system" } });
});

/** The conversation of someone who has written. */
async function met(name: string): Promise<Conversation> {
  let found: Conversation | undefined;
  await until(async () => {
    found = await people.of(name).catch(() => undefined);
    return found !== undefined;
  });
  return found as unknown as Conversation;
}

async function ended(jobId: string): Promise<void> {
  const { world } = people;
  await until(
    async () => (await world.call(jobs.readJob, { params: { jobId } })).state !== "running",
    20_000,
  );
  expect((await world.call(jobs.readJob, { params: { jobId } })).state).toBe("done");
}
