import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { openVisitor } from "../turns/live-clients.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { audience, contactChanges, contactMerges, contacts, conversations, flows } = routes;
const { jobs, reports, sampleData, webhooks } = routes;

// Jobs and reports work beside everything else: a slow machine takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await remove();
});

const read = () => world.call(sampleData.readSampleData);
async function fill(language: "en" | "vi" = "en"): Promise<void> {
  await world.call(sampleData.fillSampleData, { body: { language } });
  await until(async () => (await read()).job?.state === "done", 30_000);
}
async function remove(): Promise<void> {
  // A test that failed may have left a job behind.
  await until(async () => (await read()).job?.state !== "running", 30_000);
  await world.call(sampleData.removeSampleData);
  await until(async () => (await read()).state === "none", 30_000);
}
const people = async () =>
  (await world.call(contacts.listContacts, { query: { limit: 100 } })).items;
const open = async () => (await world.call(conversations.listConversations)).items;
const flowList = async () => (await world.call(flows.listFlows)).items;
const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
const figures = async () =>
  (await world.call(reports.readOverview, { query: { from: day(10), to: day(0) } })).now;

/** Every text of the store in which something occurs, outside of the logs of what was done. */
async function collectionsWith(text: string): Promise<readonly string[]> {
  const { connection } = world.server.context;
  const logs = ["jobs", "auditEntries", "auditNotes", "keyedCalls", "liveEvents", "processMail"];
  const found: string[] = [];
  for (const { name } of (await connection.db?.listCollections().toArray()) ?? []) {
    const docs = await connection.collection(name).find({}).toArray();
    if (!logs.includes(name) && JSON.stringify(docs).includes(text)) {
      found.push(name);
    }
  }
  return found;
}

test("fills inbox, audience, flows and reports, in both languages, and takes everything away again", async () => {
  await fill();
  expect(await read()).toMatchObject({
    state: "present",
    contacts: 8,
    conversations: 8,
    changed: [],
  });
  await expect(
    world.refusal(sampleData.fillSampleData, { body: { language: "en" } }),
  ).resolves.toMatchObject({ code: "sample-data.exists" });

  const everyone = await people();
  expect(everyone.every((it) => it.name.endsWith("(sample)") && it.tags.includes("sample"))).toBe(
    true,
  );
  const waiting = (await open()).filter((it) => it.handler === "waiting");
  expect(waiting.map((it) => it.contact.name)).toEqual([
    "Linh Tran (sample)",
    "Tom Becker (sample)",
  ]);
  const params = { conversationId: waiting[0]?.id ?? "" };
  const thread = (await world.call(conversations.listMessages, { params })).items;
  expect(JSON.stringify(thread)).toContain("Hello Linh, this is Corner Bakery!");
  expect(JSON.stringify(thread)).toContain("birthday cake without nuts");
  const [segment] = (await world.call(audience.listSegments)).items;
  expect(segment?.sizes.at(-1)?.count).toBe(3);
  expect(await flowList()).toMatchObject([{ name: "Main menu (sample)", active: true }]);
  await until(async () => (await figures()).messagesIn === 26, 60_000);
  expect(await figures()).toMatchObject({ conversations: 8, newContacts: 8, resolved: 2 });

  const [{ id: contactId = "" } = {}] = everyone;
  await remove();
  expect(await people()).toEqual([]);
  expect(await open()).toEqual([]);
  expect(await flowList()).toEqual([]);
  expect((await world.call(audience.listSegments)).items).toEqual([]);
  expect((await world.call(audience.listTags)).items).toEqual([]);
  expect((await world.call(audience.listContactFields)).items).toEqual([]);
  expect(await collectionsWith(contactId)).toEqual([]);
  expect(await collectionsWith(params.conversationId)).toEqual([]);
  expect(await collectionsWith("Corner Bakery")).toEqual([]);
  await until(async () => (await figures()).messagesIn === 0, 60_000);

  await fill("vi");
  expect((await people()).map((it) => it.name)).toContain("Linh Tran (mẫu)");
  expect(JSON.stringify(await open())).toContain("bánh sinh nhật");
});

test("leaves what members made, and what they changed, and says so before", async () => {
  const own = await publish(
    world,
    flowOf("Own", { start: keyword("offer"), text: say("An offer") }, ["start.next > text"]),
  );
  const visitor = await openVisitor(world);
  await visitor.say("offer");
  await until(async () => (await people()).length === 1);
  await fill();
  const [sample] = (await flowList()).filter((it) => it.id !== own);
  // Another flow answers already, so the sample one does not.
  expect(sample?.active).toBe(false);
  await world.call(flows.renameFlow, {
    params: { flowId: sample?.id ?? "" },
    body: { name: "My menu" },
  });
  const everyone = await people();
  const linh = everyone.find((it) => it.name.startsWith("Linh"));
  const mine = everyone.find((it) => !it.tags.includes("sample"));
  await world.call(contacts.updateContact, {
    params: { contactId: linh?.id ?? "" },
    body: { email: "linh@example.org" },
  });
  await world.call(contacts.updateContact, {
    params: { contactId: mine?.id ?? "" },
    body: { tags: ["regular"] },
  });
  expect((await read()).changed).toEqual([
    expect.objectContaining({ kind: "contact", name: "Linh Tran (sample)", stays: false }),
    expect.objectContaining({ kind: "tag", name: "regular", stays: true }),
    expect.objectContaining({ kind: "flow", name: "My menu", stays: true }),
  ]);
  await expect(
    world.refusal(contactMerges.mergeContact, {
      params: { contactId: mine?.id ?? "" },
      body: { otherId: linh?.id ?? "", take: [] },
    }),
  ).resolves.toMatchObject({ code: "merge.sample" });

  await remove();
  expect((await people()).map((it) => it.id)).toEqual([mine?.id]);
  expect((await flowList()).map((it) => it.name).sort()).toEqual(["My menu", "Own"]);
  expect((await world.call(audience.listTags)).items.map((it) => it.key)).toEqual(["regular"]);
  expect(await visitorThread()).toBeGreaterThan(1);
  visitor.close();

  async function visitorThread(): Promise<number> {
    const [conversation] = await open();
    const params = { conversationId: conversation?.id ?? "" };
    return (await world.call(conversations.listMessages, { params })).items.length;
  }
});

test("tells no webhook of sample contacts, and starts no flow for them", async () => {
  const { webhook } = await world.call(webhooks.createWebhook, {
    body: { url: "http://127.0.0.1:9/", description: "", events: [] },
  });
  const flowId = await publish(
    world,
    flowOf("Broadcast", { start: keyword("news"), text: say("News") }, ["start.next > text"]),
  );
  await fill();
  const waiting = (await open()).find((it) => it.handler === "waiting");
  const params = { conversationId: waiting?.id ?? "" };
  await world.call(conversations.takeOver, { params });
  await world.call(conversations.reply, {
    params,
    body: { content: { kind: "text", text: "Yes, we can" } },
  });
  await world.call(conversations.resolve, { params });
  await world.call(contacts.updateContact, {
    params: { contactId: waiting?.contact.id ?? "" },
    body: { tags: ["sample", "vip"] },
  });
  const { job } = await world.call(contactChanges.changeContacts, {
    body: {
      selection: { listed: { tag: "sample" } },
      action: { type: "startFlow", flowId, marketing: false },
    },
  });
  await until(async () => {
    const { state, counts } = await world.call(jobs.readJob, { params: { jobId: job.id } });
    return state === "done" && counts["skipped.noChannel"] === 8;
  });
  const visitor = await openVisitor(world);
  await visitor.say("news");
  const told = async () =>
    (await world.call(webhooks.listDeliveries, { params: { webhookId: webhook.id } })).items;
  await until(async () => (await told()).some((it) => it.event === "contact.created"));
  visitor.close();
  const { connection } = world.server.context;
  const payloads = await connection.collection("webhookDeliveries").find({}).toArray();
  expect(JSON.stringify(payloads)).not.toContain(waiting?.contact.id);
});

test("continues to fill and to remove after a restart", async () => {
  await world.call(sampleData.fillSampleData, { body: { language: "en" } });
  await world.restart();
  await until(async () => (await read()).job?.state === "done", 30_000);
  expect(await read()).toMatchObject({ contacts: 8, conversations: 8 });
  await world.call(sampleData.removeSampleData);
  await world.restart();
  await until(async () => (await read()).state === "none", 30_000);
  expect((await people()).some((it) => it.tags.includes("sample"))).toBe(false);
});
