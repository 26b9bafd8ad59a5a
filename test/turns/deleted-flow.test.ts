import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

let world: World;
let http: Double;
let webhook: string;
beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  webhook = await connect(world, http);
});
afterAll(async () => {
  await world.close();
  await http.close();
});

const said = () => http.sends.map((it) => (it.body as { content: { text: string } }).content.text);
const write = (text: string) => http.deliver(webhook, { kind: "text", from: "ada", text });
const versions = () =>
  world.server.context.connection.db?.collection("flowVersions").countDocuments();

test("versions of a deleted flow stay while a conversation is in it, and go afterwards", async () => {
  const ask = { text: "Colour?", expect: "text", saveTo: "colour", attempts: 1 } as const;
  const nodes = {
    hi: keyword("hi"),
    ask: { type: "ask", data: ask } as const,
    end: say("It is {{ colour }}"),
  };
  const flowId = await publish(
    world,
    flowOf("Colours", nodes, ["hi.next > ask", "ask.next > end"]),
  );
  await write("hi");
  await until(() => said().includes("Colour?"));
  await world.call(routes.flows.deleteFlow, { params: { flowId } });
  expect(await versions()).toBe(1);
  await world.restart();
  expect(await versions()).toBe(1);
  const address = new URL(new URL(webhook).pathname, world.url).href;
  await http.deliver(address, { kind: "text", from: "ada", text: "blue" });
  await until(() => said().includes("It is blue"));
  await world.restart();
  await until(async () => (await versions()) === 0);
});
