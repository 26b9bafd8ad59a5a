import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";

const { conversations, contacts } = routes;
let world: World;
let http: Double;

beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  const webhook = await connect(world, http);
  const write = (from: string, name: string, text: string) =>
    http.deliver(webhook, { kind: "text", from, name, text });
  await write("4915112345678", "Jérôme Nguyễn", "Where is my umbrella?");
  await write("4915112345678", "Jérôme Nguyễn", "Hello again");
  await write("client-77", "Zoë Lee", "Ich möchte eine Rechnung");
  await until(async () => (await listed("")).length === 2);
  const [zoe] = (await world.call(contacts.listContacts, { query: { search: "zoe" } })).items;
  await world.call(contacts.updateContact, {
    params: { contactId: zoe?.id ?? "" },
    body: { email: "zoe.lee@example.org", phone: "+84 90 123 45 67" },
  });
  await until(async () => (await listed("umbrella")).length === 1);
});
afterAll(async () => {
  await world.close();
  await http.close();
});

/** The names of the contacts whose conversations are listed. */
async function listed(search: string, more: { readonly resolved?: boolean } = {}) {
  const query = { ...(search && { search }), ...more };
  const { items } = await world.call(conversations.listConversations, { query });
  return items.map((it) => it.contact.name);
}

test.each([
  ["Jerome", "Jérôme Nguyễn"],
  ["nguyen JER", "Jérôme Nguyễn"],
  ["umbrella", "Jérôme Nguyễn"],
  ["umbr nguyễn", "Jérôme Nguyễn"],
  ["0151 123", "Jérôme Nguyễn"],
  ["4915112345678", "Jérôme Nguyễn"],
  ["client-77", "Zoë Lee"],
  ["mochte rech", "Zoë Lee"],
  ["zoe.lee@example.org", "Zoë Lee"],
  ["090 123 4567", "Zoë Lee"],
])("the inbox finds %s", async (search, name) => {
  expect(await listed(search)).toEqual([name]);
});

test.each([
  ["nguyen", "Jérôme Nguyễn"],
  ["zoe.lee@", "Zoë Lee"],
  ["+84 90 123 45 67", "Zoë Lee"],
  ["client", "Zoë Lee"],
])("contacts finds %s", async (search, name) => {
  const { items } = await world.call(contacts.listContacts, { query: { search } });
  expect(items.map((it) => it.name)).toEqual([name]);
});

test("what nobody has is not found, and other filters still count", async () => {
  expect(await listed("umbrella zoe")).toEqual([]);
  expect(await listed("!!!")).toEqual([]);
  expect(await listed("umbrella", { resolved: true })).toEqual([]);
});

test("messages that the index missed are found after a restart", { timeout: 90_000 }, async () => {
  const db = world.server.context.connection.db;
  await db?.collection("conversationWords").deleteMany({});
  await db?.collection("searchProgress").deleteMany({});
  expect(await listed("umbrella")).toEqual([]);
  world.advance(60_000);
  await world.restart();
  await until(async () => (await listed("umbrella")).length === 1, 60_000);
});
