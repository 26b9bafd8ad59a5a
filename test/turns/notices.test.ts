import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";
import { startProcess } from "./server-process.ts";

let world: World;
let http: Double;
let webhook: string;
/** The system that notices go to. */
let office: Server;
const heard: { readonly key: unknown; readonly text: string }[] = [];
let answer: (response: ServerResponse) => void;

beforeAll(async () => {
  office = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) {
      body += chunk;
    }
    heard.push({ key: request.headers["idempotency-key"], text: JSON.parse(body).text });
    answer(response);
  });
  await new Promise<void>((resolve) => office.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  office.closeAllConnections();
  office.close();
});
beforeEach(async () => {
  heard.length = 0;
  answer = (response) => response.end("{}");
  world = await startWorld();
  http = await startDouble("http");
  webhook = await connect(world, http);
  const address = `http://127.0.0.1:${(office.address() as AddressInfo).port}/leads`;
  const data = { to: "webhook", address, text: "New lead: {{ message.text }}" } as const;
  const nodes = { go: keyword("buy"), tell: { type: "notify", data } as const, thanks: say("Ok") };
  await publish(world, flowOf("Leads", nodes, ["go.next > tell", "tell.next > thanks"]));
});
afterEach(async () => {
  await http.close();
  await world.close();
});

const ask = (from: string) => http.deliver(webhook, { kind: "text", from, text: "buy" });
const kept = async () =>
  (await world.server.context.connection.db?.collection("notices").countDocuments()) ?? 0;
const alerts = async () => (await world.call(routes.operations.listAlerts)).items;

test("a notice goes out once, beside the answer, and nothing of it is kept", async () => {
  await ask("ada");
  await until(() => heard.length === 1);
  expect(heard[0]).toMatchObject({ text: "New lead: buy", key: expect.stringMatching(/\.1:\d+$/) });
  await until(async () => (await kept()) === 0);
  expect(http.sends).toHaveLength(1);
});

test("what the other system says against a notice is an alert, and no second try", async () => {
  answer = (response) => response.writeHead(404).end();
  await ask("ada");
  await until(async () => (await alerts()).some((it) => it.code === "http.status"));
  await until(async () => (await kept()) === 0);
  world.advance(130_000);
  await world.restart();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(heard).toHaveLength(1);
});

test("more notices than are sent at once all go out", async () => {
  answer = (response) => void setTimeout(() => response.end("{}"), 50);
  const people = Array.from({ length: 17 }, (_, index) => `person-${index}`);
  await Promise.all(people.map(ask));
  await until(async () => heard.length === people.length && (await kept()) === 0);
  expect(new Set(heard.map((it) => it.key)).size).toBe(people.length);
});

test("a notice that was on its way when the process was killed goes out again, under the same key", async () => {
  await world.stop();
  const process = await startProcess(world);
  answer = () => undefined;
  await ask("ada");
  await until(() => heard.length === 1);
  await process.kill("SIGKILL");
  answer = (response) => response.end("{}");
  world.advance(130_000);
  await world.restart();
  await until(() => heard.length === 2);
  expect(heard[1]).toEqual(heard[0]);
  await until(async () => (await kept()) === 0);
  expect(http.sends).toHaveLength(1);
}, 40_000);
