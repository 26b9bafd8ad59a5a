import type { CrmRules } from "@chatloom/api-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type HttpCrmDouble, startHttpCrm } from "../doubles/crm/http-crm.ts";
import { type HubspotDouble, startHubspot } from "../doubles/crm/hubspot.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { audience, channels, contacts, conversations, crm } = routes;
let world: World;
let http: Awaited<ReturnType<typeof startDouble>>;
let hubspot: HubspotDouble;
let other: HttpCrmDouble;
let connectionId: string;
let hook: string;
let channelHook: string;
let skipped = 0;
const rules: CrmRules = {
  enabled: true,
  fields: [
    { ours: "email", theirs: "email", direction: "both" },
    { ours: "firstName", theirs: "firstname", direction: "both" },
    { ours: "field:city", theirs: "city", direction: "both" },
    { ours: "field:score", theirs: "score", direction: "in" },
  ],
  createHere: true,
  createThere: true,
  notes: true,
  lists: [],
};
beforeAll(async () => {
  const now = () => Date.now() + skipped;
  world = await startWorld();
  [http, hubspot, other] = await Promise.all([
    startDouble("http", now),
    startHubspot(now),
    startHttpCrm(now),
  ]);
  channelHook = await connect(world, http);
  await http.deliver(channelHook, { kind: "text", from: "ana", name: "Ana", text: "hello" });
  await until(async () => (await all()).length === 1);
  await world.call(audience.createContactField, { body: { title: "City" } });
  await world.call(audience.createContactField, { body: { title: "Score", type: "number" } });
  await change("Ana", { email: "ana@example.org", fields: { city: "Hue" } });
  const body = { type: "hubspot", name: "Our CRM", settings: { ...hubspot.settings } };
  const made = await world.call(channels.connectChannel, { body });
  connectionId = made.id;
  hook = made.webhookUrl;
});
afterAll(async () => {
  await Promise.all([http.close(), hubspot.close(), other.close()]);
  await world.close();
});

const all = async () => (await world.call(contacts.listContacts, { query: { limit: 100 } })).items;
const named = async (name: string) => (await all()).find((it) => it.name === name);
const byEmail = async (email: string) => (await all()).find((it) => it.email === email);
const change = async (name: string, body: object) => {
  const contactId = (await named(name))?.id ?? "";
  await world.call(contacts.updateContact, { params: { contactId }, body });
};
const params = () => ({ connectionId });
const exchange = () => world.call(crm.readCrmExchange, { params: params() });
const set = (part: Partial<CrmRules> = {}) =>
  world.call(crm.changeCrmExchange, { params: params(), body: { ...rules, ...part } });
const theirs = (email: string) =>
  [...hubspot.contacts.values()].find((it) => it.properties.email === email);
/** The next regular run. */
const later = () => {
  world.advance(61_000);
  skipped += 61_000;
};
const writes = () =>
  hubspot.calls.filter((it) => it.method === "PATCH" || /contacts$/.test(it.path)).length;

test("the connection is checked, and tells its fields and lists", async () => {
  const check = await world.call(channels.checkChannel, { params: { channelId: connectionId } });
  expect(check).toMatchObject({ ok: true, name: "HubSpot 9001" });
  hubspot.setList("7", "Members", []);
  const { fields, lists } = await world.call(crm.listCrmFields, { params: params() });
  expect(fields.map((it) => it.name)).toContain("city");
  expect(fields.map((it) => it.name)).not.toContain("hs_secret");
  expect(lists).toEqual([{ id: "7", name: "Members" }]);
  const { items } = await world.call(crm.listCrmConnections);
  expect(items.map((it) => it.name)).toEqual(["Our CRM"]);
});

test("a preview tells what would happen and changes nothing", async () => {
  const { items } = await world.call(crm.previewCrmExchange, { params: params(), body: rules });
  expect(items).toMatchObject([{ name: "Ana", outcome: "create" }]);
  expect(items[0]?.values[2]).toEqual({
    ours: "field:city",
    theirs: "city",
    here: "Hue",
    there: "",
  });
  expect(hubspot.contacts.size).toBe(0);
  const wrong = { ...rules, fields: [{ ours: "field:no", theirs: "x", direction: "out" }] };
  expect(
    await world.refusal(crm.changeCrmExchange, { params: params(), body: wrong }),
  ).toMatchObject({ code: "crm.field", errors: [{ at: "/fields/0/ours" }] });
});

test("contacts of both sides come into step, each once, and nothing goes in circles", async () => {
  hubspot.edit(undefined, { email: "ben@example.org", firstname: "Ben", score: "12" });
  await set();
  await until(() => theirs("ana@example.org") !== undefined);
  await until(async () => (await byEmail("ben@example.org")) !== undefined);
  expect(theirs("ana@example.org")?.properties).toMatchObject({ city: "Hue" });
  expect(await byEmail("ben@example.org")).toMatchObject({ name: "Ben", fields: { score: 12 } });
  await until(async () => (await exchange()).linked === 2);
  const before = writes();
  for (let round = 0; round < 2; round += 1) {
    const ran = (await exchange()).lastRunAt;
    later();
    await until(async () => (await exchange()).lastRunAt !== ran);
  }
  expect(writes()).toBe(before);
  expect(hubspot.contacts.size).toBe(2);
  expect((await all()).length).toBe(2);
});

test("a contact leads to its page in the CRM", async () => {
  const params = { contactId: (await named("Ana"))?.id ?? "" };
  const { items } = await world.call(crm.listCrmLinks, { as: "viewer", params });
  const url = `https://app.hubspot.com/contacts/9001/record/0-1/${theirs("ana@example.org")?.id}`;
  expect(items).toEqual([{ connectionId, name: "Our CRM", type: "hubspot", url }]);
});

test("a change here goes there, and a signed event brings a change from there at once", async () => {
  await change("Ana", { fields: { city: "Saigon" } });
  later();
  await until(() => theirs("ana@example.org")?.properties.city === "Saigon");
  const { id = "" } = theirs("ana@example.org") ?? {};
  hubspot.edit(id, { city: "Hanoi" });
  expect(await hubspot.tell(hook, id, "another secret")).toBe(401);
  expect(await hubspot.tell(hook, id)).toBe(200);
  await until(async () => (await named("Ana"))?.fields.city === "Hanoi");
});

test("what HubSpot refuses is listed with its reason, and can be sent again", async () => {
  hubspot.fail({ kind: "answer", status: 400, body: { message: "City is unknown" } });
  await change("Ana", { fields: { city: "Atlantis" } });
  later();
  await until(async () => (await exchange()).failed === 1);
  const { items } = await world.call(crm.listCrmFailures, { params: params() });
  expect(items).toMatchObject([
    { kind: "contact", contactName: "Ana", problem: { message: expect.stringContaining("City") } },
  ]);
  expect(await world.call(crm.resendCrmFailures, { params: params() })).toEqual({ count: 1 });
  await until(() => theirs("ana@example.org")?.properties.city === "Atlantis");
  await until(async () => (await exchange()).failed === 0);
});

test("a busy HubSpot pauses the exchange, and the change arrives later", async () => {
  hubspot.fail({ kind: "answer", status: 503 }, { kind: "answer", status: 503 });
  await change("Ana", { fields: { city: "Dalat" } });
  later();
  await until(async () => (await exchange()).problem !== undefined);
  later();
  await until(async () => {
    later();
    await new Promise((resolve) => setTimeout(resolve, 50));
    return theirs("ana@example.org")?.properties.city === "Dalat";
  });
  await until(async () => (await exchange()).problem === undefined);
});

test("a finished conversation becomes one note", async () => {
  const [talk] = (await world.call(conversations.listConversations, { query: {} })).items;
  const at = { conversationId: talk?.id ?? "" };
  await world.call(conversations.takeOver, { params: at });
  await world.call(conversations.resolve, { params: at, body: {} });
  later();
  await until(() => hubspot.notes.length === 1);
  expect(hubspot.notes[0]?.body).toContain("Contact: hello");
  const ran = (await exchange()).lastRunAt;
  later();
  await until(async () => (await exchange()).lastRunAt !== ran);
  expect(hubspot.notes.length).toBe(1);
});

test("members of a list have its tag, and lose it with the membership", async () => {
  const ids = [...hubspot.contacts.keys()];
  hubspot.setList("7", "Members", [...ids, "99999", "99998"]);
  const ran = (await exchange()).lastRunAt;
  await set({ lists: [{ id: "7", name: "Members", tag: "member" }] });
  await until(async () => (await all()).every((it) => it.tags.includes("member")));
  await until(async () => (await exchange()).lastRunAt !== ran);
  hubspot.setList("7", "Members", ids.slice(1));
  for (let round = 0; round < 11; round += 1) {
    later();
  }
  await until(async () => (await all()).filter((it) => it.tags.includes("member")).length === 1);
});

test("a flow looks a contact up, and writes another", async () => {
  await publish(
    world,
    flowOf(
      "Who",
      {
        start: keyword("who"),
        look: {
          type: "crmContact",
          data: {
            connectionId,
            action: "find",
            email: "ben@example.org",
            phone: "",
            values: [],
            save: [{ path: "score", saveTo: "score" }],
          },
        },
        write: {
          type: "crmContact",
          data: {
            connectionId,
            action: "save",
            email: "chi@example.org",
            phone: "",
            values: [
              { field: "email", value: "chi@example.org" },
              { field: "city", value: "Hue" },
            ],
            save: [],
            saveId: "crmId",
          },
        },
        again: {
          type: "crmContact",
          data: {
            connectionId,
            action: "find",
            email: "nobody@example.org",
            phone: "",
            values: [],
            save: [],
          },
        },
        nobody: say("Nobody"),
        text: say("Score {{ score }}, wrote {{ crmId }}"),
      },
      [
        "start.next > look",
        "look.found > write",
        "write.next > again",
        "again.notFound > text",
        "look.notFound > nobody",
        "again.found > nobody",
      ],
    ),
  );
  const delivered = { kind: "text", from: "ana", name: "Ana", text: "who" } as const;
  await http.deliver(channelHook, delivered);
  await until(() => http.sends.some((it) => JSON.stringify(it.body).includes("Score 12")));
  const made = theirs("chi@example.org");
  expect(made?.properties).toMatchObject({ city: "Hue" });
  expect(JSON.stringify(http.sends.at(-1)?.body)).toContain(`wrote ${made?.id}`);
  hubspot.remove(made?.id ?? "");
});

test("a contact that was deleted in HubSpot is not made again", async () => {
  hubspot.remove(theirs("ana@example.org")?.id ?? "");
  await change("Ana", { fields: { city: "Nowhere" } });
  later();
  await until(async () => (await exchange()).linked === 1);
  expect(theirs("ana@example.org")).toBeUndefined();
});

test("any CRM with a REST API gets contacts by its own names, and nothing twice", async () => {
  const body = { type: "httpCrm", name: "Old CRM", settings: { ...other.settings } };
  const { id } = await world.call(channels.connectChannel, { body });
  const own = { connectionId: id };
  const fields: CrmRules["fields"] = [
    { ours: "email", theirs: "mail", direction: "out" },
    { ours: "field:city", theirs: "home.city", direction: "out" },
  ];
  const both = {
    ...rules,
    notes: false,
    fields: fields.map((it) => ({ ...it, direction: "both" })),
  };
  expect(await world.refusal(crm.changeCrmExchange, { params: own, body: both })).toMatchObject({
    code: "crm.not-able",
  });
  const next = { ...rules, notes: false, fields };
  await world.call(crm.changeCrmExchange, { params: own, body: next });
  await until(() => other.people.size === 2);
  expect([...other.people.values()]).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ mail: "ana@example.org", home: { city: "Nowhere" } }),
    ]),
  );
  expect(other.refusals).toEqual([]);
  expect(hubspot.refusals).toEqual([]);
});
