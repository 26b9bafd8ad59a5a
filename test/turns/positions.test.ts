import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "./connect-double.ts";
import { openVisitor, openWatcher } from "./live-clients.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
  const data = { text: "Name?", expect: "text", saveTo: "n", attempts: 3 } as const;
  const nodes = {
    hello: keyword("hello"),
    question: { type: "ask", data } as const,
    bye: say("Bye"),
  };
  await publish(world, flowOf("Names", nodes, ["hello.next > question", "question.next > bye"]));
});
afterAll(() => world.close());

test("an open canvas hears who stands where, also when it was left and opened again at once", async () => {
  const { items } = await world.call(routes.flows.listFlows);
  const flowId = items[0]?.id ?? "";
  const watcher = await openWatcher(world, "owner");
  const newest = () => watcher.heard("flow.positions").at(-1)?.nodes;
  watcher.socket.emit("watchFlow", flowId);
  await until(() => newest() !== undefined);
  watcher.socket.emit("watchFlow", null);
  watcher.socket.emit("watchFlow", flowId);

  const visitor = await openVisitor(world);
  await visitor.say("hello");
  await until(() => newest()?.question === 1);
  await visitor.say("Ana");
  await until(() => newest()?.question === undefined);
  expect(newest()).toEqual({});
  visitor.close();
  watcher.close();
});
