import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ConversionsDouble, startConversions } from "../doubles/conversions.ts";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { publish } from "../turns/publish-test-flow.ts";
import { datasetAt, goalFlow } from "./conversion-stage.ts";

const { contacts, conversions, operations } = routes;
let world: World;
let meta: ConversionsDouble;
let doubles: Record<"http" | "whatsapp" | "messenger", Double>;
let hooks: Record<keyof typeof doubles, string>;
let id: string;
let skipped = 0;
beforeAll(async () => {
  const now = () => Date.now() + skipped;
  world = await startWorld();
  meta = await startConversions(now);
  doubles = {
    http: await startDouble("http", now),
    whatsapp: await startDouble("whatsapp", now),
    messenger: await startDouble("messenger", now),
  };
  hooks = {
    http: await connect(world, doubles.http),
    whatsapp: await connect(world, doubles.whatsapp),
    messenger: await connect(world, doubles.messenger),
  };
  await publish(world, goalFlow);
  const body = datasetAt(meta.url);
  id = (await world.call(conversions.createConversionDataset, { body })).id;
}, 60_000);
afterAll(async () => {
  await Promise.all([...Object.values(doubles), meta].map((it) => it.close()));
  await world.close();
});

const params = () => ({ datasetId: id });
const log = async () =>
  (await world.call(conversions.listConversionEvents, { params: params(), query: {} })).items;
const newest = async () => (await log())[0];
const change = (part: object) =>
  world.call(conversions.updateConversionDataset, {
    params: params(),
    body: { ...without(datasetAt(meta.url)), ...part },
  });
const without = ({ accessToken: _, ...rest }: ReturnType<typeof datasetAt>) => rest;
const write = (from: string, text: string) =>
  doubles.http.deliver(hooks.http, { kind: "text", from, name: from, text });
const counted = (count: number) => until(() => meta.events.length === count);
const ended = (state: string) =>
  until(async () => (await newest())?.state === state && (await newest())?.test === false);
const personOf = async (name: string) =>
  (await world.call(contacts.listContacts, { query: { limit: 100 } })).items.find(
    (it) => it.name === name,
  );
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

test("a goal is told once, with hashes in place of e-mail, phone and id", async () => {
  await write("Ana", "hello");
  await until(async () => (await personOf("Ana")) !== undefined);
  const contactId = (await personOf("Ana"))?.id ?? "";
  await world.call(contacts.updateContact, {
    params: { contactId },
    body: { email: "Ana@Example.org", phone: "+84901234567" },
  });
  await write("Ana", "buy");
  await counted(1);
  expect(meta.events[0]).toMatchObject({
    event_name: "Purchase",
    action_source: "chat",
    custom_data: { value: 250_000, currency: "VND" },
    user_data: {
      em: [sha256("ana@example.org")],
      ph: [sha256("84901234567")],
      external_id: [sha256(contactId)],
    },
  });
  await ended("sent");
  const [event] = await log();
  expect(event).toMatchObject({ goal: "bought", attempts: 1, contactId });
  expect(event?.body).toContain("Purchase");
  expect(event?.body).not.toContain(sha256("ana@example.org"));
});

test("a click on an ad of WhatsApp goes along, as the id of the page does on Messenger", async () => {
  const before = meta.events.length;
  const referral = {
    source_type: "ad",
    source_id: "120210000000",
    source_url: "https://fb.me/x",
    headline: "Sale",
    ctwa_clid: "ARAkLkA8rmlFeiCktEJQ-QTwRiyYHAFDLMNDBH0CD3qpjd0HR4irJ6LEkR7JwFF",
  };
  const { body } = doubles.whatsapp.webhook({ kind: "text", from: "84900000001", text: "ask" });
  const told = JSON.parse(body);
  told.entry[0].changes[0].value.messages[0].referral = referral;
  await doubles.whatsapp.deliver(hooks.whatsapp, { kind: "raw", body: told });
  await counted(before + 1);
  expect(meta.events.at(-1)).toMatchObject({
    event_name: "LeadSubmitted",
    action_source: "business_messaging",
    messaging_channel: "whatsapp",
    custom_data: { value: 2, currency: "USD" },
    user_data: { ctwa_clid: referral.ctwa_clid, whatsapp_business_account_id: "102290129340398" },
  });
  await doubles.messenger.deliver(hooks.messenger, { kind: "text", from: "7001", text: "ask" });
  await counted(before + 2);
  expect(meta.events.at(-1)).toMatchObject({
    messaging_channel: "messenger",
    user_data: { page_id: "1906385232743451", page_scoped_user_id: "7001" },
  });
  expect(meta.refusals).toEqual([]);
});

test("nothing is told of a contact who refused marketing, or who did not agree where the rule demands it", async () => {
  const before = meta.events.length;
  await write("Ben", "hello");
  await until(async () => (await personOf("Ben")) !== undefined);
  await world.call(contacts.recordConsent, {
    params: { contactId: (await personOf("Ben"))?.id ?? "" },
    body: { channelId: "all", purpose: "marketing", state: "declined" },
  });
  await write("Ben", "ask");
  await ended("skipped");
  expect((await newest())?.reason?.code).toBe("consent.declined");
  await change({ consent: "given" });
  await write("Cat", "ask");
  await until(async () => (await newest())?.reason?.code === "consent.missing");
  await world.call(contacts.recordConsent, {
    params: { contactId: (await personOf("Cat"))?.id ?? "" },
    body: { channelId: "all", purpose: "marketing", state: "given" },
  });
  const eventId = (await newest())?.id ?? "";
  await world.call(conversions.resendConversionEvent, { params: { ...params(), eventId } });
  await counted(before + 1);
  await change({});
});

test("an answer that is lost repeats the event with the same id, which Meta counts once", async () => {
  const before = meta.events.length;
  meta.fail({ kind: "drop", taken: true });
  await write("Dan", "ask");
  await counted(before + 1);
  await until(async () => (await newest())?.attempts === 1);
  skipped += 10_000;
  world.advance(10_000);
  await ended("sent");
  expect(meta.events.length).toBe(before + 1);
  expect(meta.repeated.at(-1)?.event_id).toBe(meta.events.at(-1)?.event_id);
});

test("a refused event fails alone, and the others of its batch arrive", async () => {
  const before = meta.events.length;
  // Over its rate, Meta is left alone for half a minute.
  meta.fail({ kind: "answer", status: 429 }, { kind: "answer", status: 429 });
  for (const name of ["Eve", "Fay"]) {
    await write(name, "ask");
    const contactId = async () => (await personOf(name))?.id ?? "";
    await until(async () => {
      const event = await newest();
      return event?.contactId === (await contactId()) && event.attempts === 1;
    });
  }
  const refused = (await newest())?.eventId ?? "";
  meta.behave({ refuses: (raw) => raw.includes(refused) });
  // Saving makes both due at once.
  await change({});
  await until(async () => (await log()).some((it) => it.state === "failed"));
  await counted(before + 1);
  meta.behave({});
});

test("a token that Meta refuses shows a problem, and the events go out with a new one", async () => {
  const before = meta.events.length;
  await change({ accessToken: "EAAG-old" });
  await write("Gus", "ask");
  const problem = async () =>
    (await world.call(conversions.listConversionDatasets)).items[0]?.problem;
  await until(async () => (await problem()) !== undefined);
  expect(await problem()).toMatchObject({ kind: "auth", code: "190" });
  const alerts = await world.call(operations.listAlerts, { query: {} });
  expect(alerts.items.map((it) => it.code)).toContain("conversions.refused");
  await change({ accessToken: datasetAt("").accessToken });
  await counted(before + 1);
  await until(async () => (await problem()) === undefined);
});

test("a test event carries the test code, and without a code there is none", async () => {
  expect(
    await world.refusal(conversions.testConversionDataset, { params: params() }),
  ).toMatchObject({ code: "conversions.no-test-code" });
  await change({ testCode: "TEST123" });
  const before = meta.events.length;
  await world.call(conversions.testConversionDataset, { params: params() });
  await counted(before + 1);
  expect(meta.events.at(-1)).toMatchObject({ testCode: "TEST123", event_name: "LeadSubmitted" });
  await change({});
});

test("rules that cannot work are refused with the field, and no reply holds the token", async () => {
  const rules = [{ goal: "bought", event: "Purchase", value: "none" }];
  expect(
    await world.refusal(conversions.createConversionDataset, {
      body: { ...datasetAt(meta.url), rules },
    }),
  ).toMatchObject({ code: "conversions.rules", errors: [{ at: "/rules/0/value" }] });
  const listed = await world.call(conversions.listConversionDatasets);
  expect(JSON.stringify(listed)).not.toContain(datasetAt("").accessToken);
  expect(await world.refusal(conversions.listConversionDatasets, { as: "agent" })).toMatchObject({
    status: 403,
  });
});
