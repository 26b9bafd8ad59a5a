import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { openWatcher } from "./live-clients.ts";
import { onePixel } from "./media-host.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

const { conversations, contacts } = routes;
let world: World;
let messenger: Double;
let webhook: string;

beforeAll(async () => {
  world = await startWorld();
  messenger = await startDouble("messenger");
  webhook = await connect(world, messenger);
  const nodes = { hi: keyword("hi"), hello: say("Hello {{ contact.firstName }}") };
  await publish(world, flowOf("Greeting", nodes, ["hi.next > hello"]));
});
afterAll(async () => {
  await world.close();
  await messenger.close();
});

function asked(person: string) {
  return messenger.calls.filter((it) => it.method === "GET" && it.path.includes(`/${person}?`));
}

async function newest() {
  const { items } = await world.call(conversations.listConversations);
  const [conversation] = items;
  if (!conversation) {
    throw new Error("There is no conversation");
  }
  return conversation;
}

test("a new Messenger contact gets name and picture, once, while the turn goes on; whoever looks hears of it", async () => {
  const watcher = await openWatcher(world, "agent");
  const from = "7300000000000001";
  await messenger.deliver(webhook, { kind: "text", from, text: "hi" });
  await until(() => watcher.heard("conversation.updated").at(-1)?.contact.name === "Ana Test");
  const { contact } = await newest();
  const picture = await world.fetch(contact.pictureUrl ?? "/", { as: "agent" });
  expect(Buffer.from(await picture.arrayBuffer())).toEqual(onePixel);
  const stored = await world.call(contacts.readContact, { params: { contactId: contact.id } });
  expect(stored).toMatchObject({
    name: "Ana Test",
    firstName: "Ana",
    lastName: "Test",
    language: "en-US",
  });

  await messenger.deliver(webhook, { kind: "text", from, text: "hi" });
  await until(() => messenger.sends.length === 2);
  expect(JSON.stringify(messenger.sends[1]?.body)).toContain("Hello Ana");
  expect(asked(from).length).toBe(1);
  watcher.close();
});

test("where Meta tells nothing the contact stays nameless, and is answered all the same", async () => {
  const from = "7300000000000010";
  const sent = messenger.sends.length;
  await messenger.deliver(webhook, { kind: "text", from, text: "hi" });
  await until(() => messenger.sends.length === sent + 1);
  await until(() => asked(from).length === 1);
  await messenger.deliver(webhook, { kind: "text", from, text: "hi" });
  await until(() => messenger.sends.length === sent + 2);
  expect(asked(from).length).toBe(1);
  expect((await newest()).contact.name).toBe(from);
  const { items } = await world.call(routes.operations.listAlerts);
  expect(items).toEqual([]);
});

test("what a member wrote down about the contact meanwhile stays", async () => {
  const from = "7300000000000002";
  await messenger.deliver(webhook, { kind: "text", from, text: "unknown word" });
  await until(async () => (await newest()).contact.name === "Ana Test");
  const contactId = (await newest()).contact.id;
  const body = { name: "Ana from the fair" };
  await world.call(contacts.updateContact, { params: { contactId }, body });
  await messenger.deliver(webhook, { kind: "text", from, text: "hi" });
  await until(async () => (await newest()).last?.text.startsWith("Hello") ?? false);
  expect((await newest()).contact.name).toBe("Ana from the fair");
});
