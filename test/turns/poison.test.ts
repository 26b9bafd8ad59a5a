import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

const { conversations, operations } = routes;

/** A receiver of our messages that answers with ids that are not unique. */
interface Receiver {
  readonly server: Server;
  readonly sends: { readonly to: string; readonly text: string }[];
  answer: (body: Sent) => { readonly messageId: string; readonly afterMs: number };
}
interface Sent {
  readonly contact: { readonly id: string };
  readonly content: { readonly text: string };
  readonly lastIncomingId?: string;
}

let world: World;
let receiver: Receiver;
let http: Double;
let webhook: string;

beforeAll(async () => {
  world = await startWorld({ outboundAllowPrivate: true });
  http = await startDouble("http");
  receiver = await startReceiver();
  const { port } = receiver.server.address() as AddressInfo;
  const outgoingUrl = `http://127.0.0.1:${port}/messages`;
  const settings = { ...http.settings, outgoingUrl };
  webhook = await connect(world, { ...http, settings });
  const texts = { one: say("one"), two: say("two"), three: say("three") };
  await publish(
    world,
    flowOf("Three", { go: keyword("go"), ...texts }, [
      "go.next > one",
      "one.next > two",
      "two.next > three",
    ]),
  );
});
beforeEach(() => {
  receiver.sends.length = 0;
});
afterAll(async () => {
  await world.close();
  await http.close();
  receiver.server.close();
});

async function startReceiver(): Promise<Receiver> {
  const made: Receiver = {
    sends: [],
    answer: () => ({ messageId: "0", afterMs: 0 }),
    server: createServer((request, response) => {
      let text = "";
      request.on("data", (chunk) => {
        text += chunk;
      });
      request.on("end", () => {
        const body = JSON.parse(text) as Sent;
        made.sends.push({ to: body.contact.id, text: body.content.text });
        const { messageId, afterMs } = made.answer(body);
        setTimeout(() => response.end(JSON.stringify({ messageId })), afterMs);
      });
    }),
  };
  await new Promise<void>((resolve) => made.server.listen(0, "127.0.0.1", resolve));
  return made;
}

async function write(from: string, text: string): Promise<void> {
  expect(await http.deliver(webhook, { kind: "text", from, text })).toBe(200);
}

function textsTo(person: string): string[] {
  return receiver.sends.filter((it) => it.to === person).map((it) => it.text);
}

async function settled(): Promise<void> {
  const { db } = world.server.context.connection;
  await until(async () => {
    const busy = await db?.collection("conversations").countDocuments({
      $or: [{ lease: { $exists: true } }, { "outbox.0": { $exists: true } }],
    });
    return busy === 0;
  }, 20_000);
}

test.each([
  ["always the same", () => ({ messageId: "0", afterMs: 0 })],
  ["always the same, late", () => ({ messageId: "0", afterMs: 700 })],
  [
    "the contact's own, late",
    ({ lastIncomingId = "" }: Sent) => ({ messageId: lastIncomingId, afterMs: 1_200 }),
  ],
] as const)(
  "message ids that are %s: each message goes out once, the next is answered",
  async (name, answer) => {
    receiver.answer = answer;
    const person = `repeated ${name}`;
    const other = `beside ${name}`;
    await write(person, "go");
    await write(other, "go");
    await until(() => textsTo(person).length >= 3 && textsTo(other).length >= 3, 15_000);
    await settled();
    await write(person, "go");
    await until(() => textsTo(person).length >= 6, 15_000);
    await settled();
    expect(textsTo(person)).toEqual(["one", "two", "three", "one", "two", "three"]);
    expect(textsTo(other)).toEqual(["one", "two", "three"]);
    const { db } = world.server.context.connection;
    const found = await db?.collection("conversations").findOne({ address: person });
    const params = { conversationId: String(found?._id) };
    const { items: thread } = await world.call(conversations.listMessages, { params });
    const outgoing = thread.filter((it) => it.direction === "outgoing");
    expect(outgoing.map((it) => it.delivery)).toEqual(Array(6).fill("sent"));
  },
  60_000,
);

test("an event that cannot be processed is given up with an alert, and what comes after it is answered", async () => {
  receiver.answer = () => ({ messageId: "", afterMs: 0 });
  await write("healthy", "go");
  await until(() => textsTo("healthy").length === 3);
  const { db } = world.server.context.connection;
  const found = await db?.collection("conversations").findOne({ address: "healthy" });
  // A message without content, which no adapter makes.
  const key = `#${String(found?._id)}`;
  await db?.collection<{ _id: string; [field: string]: unknown }>("inbound").insertMany([
    {
      _id: `${key}:poison`,
      workspaceId: found?.workspaceId,
      channelId: found?.channelId,
      waiting: key,
      receivedAt: Date.now(),
      event: { kind: "message", id: "poison", account: undefined, at: Date.now(), from: null },
      expireAt: new Date(Date.now() + 60_000),
    },
  ]);
  await write("healthy", "go");
  await until(() => textsTo("healthy").length === 6, 30_000);
  const { items } = await world.call(operations.listAlerts);
  expect(items.some((it) => it.code === "work.failed")).toBe(true);
  expect(await db?.collection("inbound").countDocuments({ waiting: key })).toBe(0);
}, 60_000);
