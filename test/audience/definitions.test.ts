import { afterAll, beforeAll, expect, test } from "vitest";
import { firstContact } from "../security/first-contact.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { audience, contacts, flows, accounts } = routes;
let world: World;
let contactId: string;
beforeAll(async () => {
  world = await startWorld();
  contactId = await firstContact(world);
});
afterAll(() => world.close());

const keys = async () =>
  (await world.call(audience.listContactFields)).items.map((it) => `${it.key}:${it.type}`);

test("a field is defined once, gets its key from the title, and keeps data when it is renamed", async () => {
  const field = await world.call(audience.createContactField, {
    body: { title: "Năm sinh", type: "number" },
  });
  expect(field.key).toBe("nam_sinh");
  const body = { title: "Năm sinh", type: "number" } as const;
  expect(await world.refusal(audience.createContactField, { body })).toMatchObject({
    status: 409,
    code: "definition.exists",
  });
  const params = { contactId };
  await world.call(contacts.updateContact, { params, body: { fields: { nam_sinh: "1990" } } });
  await world.call(audience.updateContactField, {
    params: { key: "nam_sinh" },
    body: { title: "Birth year" },
  });
  const { fields } = await world.call(contacts.readContact, { params });
  expect(fields).toEqual({ nam_sinh: 1990 });
});

test("a value that does not fit the type is refused by name", async () => {
  const problem = await world.refusal(contacts.updateContact, {
    params: { contactId },
    body: { fields: { nam_sinh: "soon" } },
  });
  expect(problem).toMatchObject({ status: 400, code: "contact.field-wrong-type" });
  expect(problem.errors?.[0]?.at).toBe("/fields/nam_sinh");
});

test("a country and a time zone are kept as such, and anything else is refused by name", async () => {
  const params = { contactId };
  const place = { country: "VN", timeZone: "Asia/Ho_Chi_Minh" };
  expect(await world.call(contacts.updateContact, { params, body: place })).toMatchObject(place);
  for (const [field, value] of [
    ["country", "XX"],
    ["timeZone", "Saigon"],
  ] as const) {
    const problem = await world.refusal(contacts.updateContact, {
      params,
      body: { [field]: value },
    });
    expect(problem).toMatchObject({ status: 400, code: "contact.field-wrong-type" });
    expect(problem.errors?.[0]?.at).toBe(`/${field}`);
  }
  expect(await world.call(contacts.readContact, { params })).toMatchObject(place);
  const cleared = { country: "", timeZone: "" };
  expect(await world.call(contacts.updateContact, { params, body: cleared })).toMatchObject(
    cleared,
  );
});

test.each(["email", "tags", "a.b", "$set", "__proto__"])("%s is no key of a field", async (key) => {
  const problem = await world.refusal(audience.createContactField, { body: { title: "X", key } });
  expect(problem).toMatchObject({ status: 400, code: "definition.key-invalid" });
});

test("what a contact gets without a definition is defined by itself", async () => {
  const body = { tags: ["VIP"], fields: { score: 5, hobby: ["chess"] } };
  await world.call(contacts.updateContact, { params: { contactId }, body });
  expect(await keys()).toEqual(expect.arrayContaining(["score:number", "hobby:list"]));
  const { items } = await world.call(audience.listTags);
  expect(items.map((it) => it.key)).toEqual(["VIP"]);
  expect((await world.call(accounts.readWorkspace)).tags).toEqual(["VIP"]);
});

test("says what uses a field, and deleting it removes the values", async () => {
  await publish(
    world,
    flowOf("Scores", { start: keyword("s"), a: say("Score {{ contact.score }}") }, [
      "start.next > a",
    ]),
  );
  const use = await world.call(audience.readContactFieldUse, { params: { key: "score" } });
  expect(use).toMatchObject({ contacts: 1, flows: [{ name: "Scores" }] });
  const params = { key: "score" };
  expect(await world.call(audience.deleteContactField, { params })).toEqual({ contacts: 1 });
  const { fields } = await world.call(contacts.readContact, { params: { contactId } });
  expect(fields).not.toHaveProperty("score");
  expect(await world.refusal(audience.deleteContactField, { params })).toMatchObject({
    code: "definition.not-found",
  });
});

test("a deleted tag is gone from contacts and from the search", async () => {
  await world.call(audience.deleteTag, { params: { key: "VIP" } });
  const contact = await world.call(contacts.readContact, { params: { contactId } });
  expect(contact.tags).toEqual([]);
  const found = await world.call(contacts.listContacts, { query: { search: "vip" } });
  expect(found.items).toEqual([]);
});

test("a flow that writes an undefined field is told, until the field is created", async () => {
  const changes = [{ action: "setField" as const, name: "shoe_size", value: "42" }];
  const draft = flowOf(
    "Shoes",
    { start: keyword("x"), c: { type: "contact", data: { changes } } },
    ["start.next > c"],
  );
  const flowId = await publish(world, draft);
  const codes = async () =>
    (await world.call(flows.validateFlow, { params: { flowId } })).findings.map((it) => it.code);
  expect(await codes()).toContain("contact.field-undefined");
  await world.call(audience.createContactField, { body: { title: "Shoe size" } });
  expect(await codes()).not.toContain("contact.field-undefined");
});

test("agents may not define fields", async () => {
  const body = { title: "Secret" };
  expect(await world.refusal(audience.createContactField, { as: "agent", body })).toMatchObject({
    status: 403,
  });
});
