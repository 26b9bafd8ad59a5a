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
  const six = Array.from({ length: 6 }, (_, index) => {
    return {
      kind: "text" as const,
      id: `b${index}`,
      text: `Part ${index + 1}, {{ message.text }}`,
    };
  });
  const many = { ...data, keywords: ["many"] };
  const nodes = {
    go,
    a: say("One, {{ message.text }}"),
    b: say("Two, {{ message.text }}"),
    many: { type: "trigger.keyword" as const, data: many },
    parts: { type: "message" as const, data: { blocks: six, typing: true } },
  };
  const edges = ["go.next > a", "a.next > b", "many.next > parts"];
  await publish(world, flowOf("Answers", nodes, edges));
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
function go(...faults: readonly Fault[]) {
  return write("go", faults);
}

async function write(word: string, faults: readonly Fault[] = []) {
  const from = `U${String(++people).padStart(32, "0")}`;
  const name = `Person ${String(people).padStart(2, "0")}`;
  const text = `${word} ${people}.`;
  line.fail(...faults);
  expect(await line.deliver(webhook, { kind: "text", from, name, text })).toBe(200);
  const since = () => line.calls.filter((it) => JSON.stringify(it.body).includes(text));
  return {
    name,
    from,
    /** An attempt: the endpoint, the text and LINE's answer. */
    tried: () => since().map(told),
    taken: () =>
      since()
        .filter((it) => it.taken)
        .map(wordsOf),
  };
}
const wordsOf = ({ body }: DoubleCall) =>
  (JSON.stringify(body).match(/One|Two|Part \d/g) ?? []).join("+");
const told = (it: DoubleCall) => `${it.path.split("/").at(-1)} ${wordsOf(it)}: ${it.status}`;

async function deliveries(search: string): Promise<readonly (string | undefined)[]> {
  const { conversations } = routes;
  const { items } = await world.call(conversations.listConversations, { query: { search } });
  const [conversation] = items;
  if (!conversation) {
    return [];
  }
  const params = { conversationId: conversation.id };
  const { items: thread } = await world.call(conversations.listMessages, { params });
  return thread
    .filter((it) => it.direction === "outgoing")
    .map((it) => it.delivery)
    .reverse();
}

test("answers with the token, all messages of the answer in one call", async () => {
  const { tried, name } = await go();
  await until(async () => (await deliveries(name)).join() === "sent,sent");
  expect(tried()).toEqual(["reply One+Two: 200"]);
});

test("pushes what does not fit into the call, and shows no typing between", async () => {
  const { tried, name } = await write("many");
  await until(
    async () => (await deliveries(name)).filter((it) => it === "sent").length === 6,
    15_000,
  );
  expect(tried()).toEqual(["reply Part 1+Part 2+Part 3+Part 4+Part 5: 200", "push Part 6: 200"]);
  const typing = line.calls.filter((it) => it.path.endsWith("/chat/loading/start"));
  expect(typing).toHaveLength(2);
});

test("sends each message alone where LINE refuses all of them because of one", async () => {
  const message = "The request body has 1 error(s)";
  const { tried, name } = await go({ kind: "answer", status: 400, body: { message } });
  await until(async () => (await deliveries(name)).join() === "sent,sent");
  expect(tried()).toEqual(["reply One+Two: 400", "reply One: 200", "push Two: 200"]);
});

test("pushes the same messages where LINE says that the token is spent", async () => {
  const message = "Invalid reply token";
  const { tried, name } = await go({ kind: "answer", status: 400, body: { message } });
  await until(async () => (await deliveries(name)).join() === "sent,sent");
  expect(tried()).toEqual(["reply One+Two: 400", "push One+Two: 200"]);
});

test("pushes without trying a token that ended while LINE was busy", async () => {
  const { tried } = await go({ kind: "answer", status: 429 });
  await until(() => tried().length === 1);
  world.advance(60_000);
  await until(() => tried().length === 2, 15_000);
  expect(tried()).toEqual(["reply One+Two: 429", "push One+Two: 200"]);
});

test.each([
  { what: "a broken connection", fault: { kind: "drop", taken: false }, status: 0 },
  { what: "an answer 500", fault: { kind: "answer", status: 500 }, status: 500 },
] as const)("repeats with the same token after $what", async ({ fault, status }) => {
  const { tried, name } = await go(fault);
  await until(async () => (await deliveries(name)).join() === "sent,sent", 15_000);
  expect(tried()).toEqual([`reply One+Two: ${status}`, "reply One+Two: 200"]);
});

test("never sends twice what LINE took without an answer, and says that it does not know", async () => {
  const { tried, name } = await go({ kind: "drop", taken: true });
  await until(async () => (await deliveries(name)).join() === "unknown,unknown", 15_000);
  expect(tried()).toEqual(["reply One+Two: 0", "reply One+Two: 400"]);
});

test("never changes to a push when the token ends after a lost answer", async () => {
  const { tried, name } = await go({ kind: "drop", taken: true });
  await until(() => tried().length === 1);
  clock = 120_000;
  world.advance(120_000);
  await until(async () => (await deliveries(name)).join() === "unknown,unknown", 15_000);
  expect(tried()).toEqual(["reply One+Two: 0", "reply One+Two: 400"]);
});

test("does not give a later token, or another message, to a push whose answer was lost", async () => {
  const spent: Fault = { kind: "answer", status: 400, body: { message: "Invalid reply token" } };
  const { tried, from, name } = await go(spent, { kind: "drop", taken: true });
  await until(() => tried().length === 2, 15_000);
  await line.deliver(webhook, { kind: "text", from, text: `go again, ${name}` });
  await until(async () => (await deliveries(name)).join() === "sent,sent,sent,sent", 15_000);
  expect(tried()).toEqual(["reply One+Two: 400", "push One+Two: 0", "push One+Two: 409"]);
  const again = line.calls.filter((it) => JSON.stringify(it.body).includes(`again, ${name}`));
  expect(again.map(told)).toEqual(["reply One+Two: 200"]);
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
  await until(() => arrived.tried().length === 2 && lost.taken().length === 1, 30_000);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(arrived.tried()).toEqual(["reply One+Two: 0", "reply One+Two: 400"]);
  expect(lost.tried()).toEqual(["reply One+Two: 0", "reply One+Two: 200"]);
}, 90_000);
