import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Double, DoubleCall, Fault } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, publish, say } from "./publish-test-flow.ts";
import { type ServerProcess, startProcess } from "./server-process.ts";

let world: World;
let line: Double;
let webhook: string;
let server: ServerProcess | undefined;
let clock = 0;
let people = 0;

beforeAll(async () => {
  world = await startWorld();
  line = await startDouble("line", () => Date.now() + clock);
  webhook = await connect(world, line);
  const match = "startsWith" as const;
  const data = { keywords: ["go"], match, channels: [], interrupts: false };
  const go = { type: "trigger.keyword" as const, data };
  const nodes = { go, a: say("One, {{ message.text }}"), b: say("Two, {{ message.text }}") };
  await publish(world, flowOf("Answers", nodes, ["go.next > a", "a.next > b"]));
});
afterEach(() => {
  clock = 0;
});
afterAll(async () => {
  await server?.kill("SIGKILL");
  await world.close();
  await line.close();
});

/** Somebody new says "go" and a number that the answers repeat, after which the next sends meet these faults. */
async function go(...faults: readonly Fault[]) {
  const from = `U${String(++people).padStart(32, "0")}`;
  const name = `Person ${people}`;
  const text = `go ${people}.`;
  line.fail(...faults);
  expect(await line.deliver(webhook, { kind: "text", from, name, text })).toBe(200);
  const since = () => line.calls.filter((it) => JSON.stringify(it.body).includes(text));
  return {
    name,
    from,
    /** What was tried: the way, the words, and how LINE answered. */
    tried: () => since().map(told),
    taken: () =>
      since()
        .filter((it) => it.taken)
        .map(wordsOf),
  };
}
const wordsOf = ({ body }: DoubleCall) => /One|Two/.exec(JSON.stringify(body))?.[0] ?? "?";
const told = (it: DoubleCall) => `${it.path.split("/").at(-1)} ${wordsOf(it)}: ${it.status}`;

async function deliveries(search: string): Promise<readonly (string | undefined)[]> {
  const { conversations } = routes;
  const { items } = await world.call(conversations.listConversations, { query: { search } });
  const params = { conversationId: items[0]?.id ?? "" };
  const { items: thread } = await world.call(conversations.listMessages, { params });
  return thread
    .filter((it) => it.direction === "outgoing")
    .map((it) => it.delivery)
    .reverse();
}

test("answers with the token first, and pushes what follows", async () => {
  const { tried, name } = await go();
  await until(() => tried().length === 2);
  expect(tried()).toEqual(["reply One: 200", "push Two: 200"]);
  await until(async () => (await deliveries(name)).join() === "sent,sent");
});

test("pushes the same message where LINE says that the token is spent", async () => {
  const message = "Invalid reply token";
  const { tried, name } = await go({ kind: "answer", status: 400, body: { message } });
  await until(() => tried().length === 3);
  expect(tried()).toEqual(["reply One: 400", "push One: 200", "push Two: 200"]);
  await until(async () => (await deliveries(name)).join() === "sent,sent");
});

test("pushes without trying a token that ended while LINE was busy", async () => {
  const { tried } = await go({ kind: "answer", status: 429 });
  await until(() => tried().length === 1);
  world.advance(60_000);
  await until(() => tried().length === 3, 15_000);
  expect(tried()).toEqual(["reply One: 429", "push One: 200", "push Two: 200"]);
});

test.each([
  { what: "a broken connection", fault: { kind: "drop", taken: false }, status: 0 },
  { what: "an answer 500", fault: { kind: "answer", status: 500 }, status: 500 },
] as const)("repeats with the same token after $what", async ({ fault, status }) => {
  const { tried, taken, name } = await go(fault);
  await until(() => taken().length === 2, 15_000);
  expect(tried()).toEqual([`reply One: ${status}`, "reply One: 200", "push Two: 200"]);
  await until(async () => (await deliveries(name)).join() === "sent,sent");
});

test("never sends twice what LINE took without an answer, and says that it does not know", async () => {
  const { tried, taken, name } = await go({ kind: "drop", taken: true });
  await until(() => taken().length === 2, 15_000);
  expect(tried()).toEqual(["reply One: 0", "reply One: 400", "push Two: 200"]);
  await until(async () => (await deliveries(name)).join() === "unknown,sent");
});

test("never changes to a push when the token ends after a lost answer", async () => {
  const { tried, taken, name } = await go({ kind: "drop", taken: true });
  await until(() => tried().length === 1);
  clock = 120_000;
  world.advance(120_000);
  await until(() => taken().length === 2, 15_000);
  expect(tried()).toEqual(["reply One: 0", "reply One: 400", "push Two: 200"]);
  expect(await deliveries(name)).toContain("unknown");
});

test("does not give a later token to a push whose answer was lost", async () => {
  const spent: Fault = { kind: "answer", status: 400, body: { message: "Invalid reply token" } };
  const { tried, taken, from } = await go(spent, { kind: "drop", taken: true });
  await until(() => tried().length === 2, 15_000);
  await line.deliver(webhook, { kind: "text", from, text: "thanks" });
  await until(() => taken().length === 2, 15_000);
  expect(tried().filter((it) => it.includes("One"))).toEqual([
    "reply One: 400",
    "push One: 0",
    "push One: 409",
  ]);
});

test("after kill -9 in the middle of an answer, nothing is sent twice and nothing is lost", async () => {
  await world.stop();
  server = await startProcess(world);
  const arrived = await go({ kind: "hang", taken: true });
  await until(() => arrived.tried().length === 1);
  const lost = await go({ kind: "hang", taken: false });
  await until(() => lost.tried().length === 1);
  await server.kill("SIGKILL");
  server = await startProcess(world);
  await until(() => arrived.taken().includes("Two") && lost.taken().includes("Two"), 30_000);
  expect(arrived.tried()).toEqual(["reply One: 0", "reply One: 400", "push Two: 200"]);
  expect(lost.tried()).toEqual(["reply One: 0", "reply One: 200", "push Two: 200"]);
}, 90_000);
