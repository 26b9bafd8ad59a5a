import { startServer } from "@chatloom/server";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, testConfig, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";
import { type ServerProcess, startProcess } from "./server-process.ts";

// A process that is alone keeps a conversation in its hands for some seconds after a turn.
const { conversations } = routes;
let world: World;
let whatsapp: Double;
let webhook: string;
let alone: ServerProcess | undefined;

beforeAll(async () => {
  world = await startWorld();
  whatsapp = await startDouble("whatsapp");
  webhook = await connect(world, whatsapp);
  await publish(
    world,
    flowOf("Greets", { go: keyword("go"), one: say("One"), two: say("Two") }, [
      "go.next > one",
      "one.next > two",
    ]),
  );
});
afterAll(async () => {
  await alone?.kill("SIGKILL");
  await whatsapp.close();
});

function textsTo(person: string): string[] {
  return whatsapp.sends
    .filter((it) => JSON.stringify(it.body).includes(`${person}"`))
    .flatMap((it) => /One|Two|From a person/.exec(JSON.stringify(it.body))?.[0] ?? []);
}

async function conversationOf(person: string) {
  const { db } = world.server.context.connection;
  const found = await db?.collection("conversations").findOne({ address: person });
  if (!found) throw new Error("There is no conversation");
  return found;
}

test("a conversation lingers after a turn, and a person's reply goes out at once all the same", async () => {
  await whatsapp.deliver(webhook, { kind: "text", from: "84901234100", text: "go" });
  await until(() => textsTo("84901234100").length === 2);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await conversationOf("84901234100")).toHaveProperty("lease");
  const params = { conversationId: String((await conversationOf("84901234100"))._id) };
  await world.call(conversations.takeOver, { as: "agent", params });
  const content = { kind: "text" as const, text: "From a person" };
  const body = { content, key: "a-reply-of-a-person" };
  await world.call(conversations.reply, { as: "agent", params, body });
  await until(() => textsTo("84901234100").length === 3, 3_000);
  expect(textsTo("84901234100")).toEqual(["One", "Two", "From a person"]);
});

test("a process that joins is given what lingers, and answers what comes to it", async () => {
  await whatsapp.deliver(webhook, { kind: "text", from: "84901234200", text: "go" });
  await until(() => textsTo("84901234200").length === 2);
  const socket = world.server.context.connection.getClient().options.hosts[0]?.socketPath ?? "";
  const mongodbUri = `mongodb://${encodeURIComponent(socket)}/chatloom?directConnection=true`;
  const config = { ...testConfig(world.dataDir), mongodbUri, publicUrl: world.url };
  const other = await startServer({ config, log: pino({ level: "fatal" }) });
  try {
    await until(async () => (await conversationOf("84901234200")).lease === undefined, 3_000);
    const there = other.url + new URL(webhook).pathname;
    await whatsapp.deliver(there, { kind: "text", from: "84901234200", text: "go" });
    await until(() => textsTo("84901234200").length === 4, 5_000);
    expect(textsTo("84901234200")).toEqual(["One", "Two", "One", "Two"]);
  } finally {
    await other.close();
  }
}, 30_000);

test("kill -9 meanwhile: nothing is sent again, and what was learnt of a message stays", async () => {
  await world.stop();
  alone = await startProcess(world);
  const from = "84901234300";
  await whatsapp.deliver(webhook, { kind: "text", from, name: "Reader", text: "go" });
  await until(() => textsTo(from).length === 2);
  const inState = async (delivery: string) => {
    const query = { search: "Reader" };
    const { items } = await world.call(conversations.listConversations, { query });
    const params = { conversationId: items[0]?.id ?? "" };
    const thread = await world.call(conversations.listMessages, { params });
    return thread.items.filter((it) => it.delivery === delivery).length;
  };
  await until(async () => (await inState("sent")) === 2);
  const sent = whatsapp.sends.length;
  for (const number of [sent - 1, sent]) {
    const messageId = `wamid.DOUBLE${number}`;
    await whatsapp.deliver(webhook, { kind: "status", to: from, messageId, status: "read" });
  }
  await until(async () => (await inState("read")) === 2);
  await alone.kill("SIGKILL");
  alone = await startProcess(world);
  await whatsapp.deliver(webhook, { kind: "text", from, name: "Reader", text: "go" });
  await until(() => textsTo(from).length === 4);
  expect(textsTo(from)).toEqual(["One", "Two", "One", "Two"]);
  expect(await inState("read")).toBe(2);
}, 60_000);
