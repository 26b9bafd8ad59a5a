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
  await http.close();
  await world.close();
});

test("counts who got which variant, and who reached the goal how often and for how much", async () => {
  const variants = [
    { id: "a", label: "A", weight: 1 },
    { id: "b", label: "B", weight: 0 },
  ];
  const nodes = {
    go: keyword("buy"),
    ab: { type: "abSplit", data: { variants, sticky: true, mode: "fixed" } } as const,
    sale: { type: "goal", data: { name: "sale", value: "10" } } as const,
    thanks: say("Ok"),
  };
  const edges = [
    "go.next > ab",
    "ab.variant:a > sale",
    "ab.variant:b > thanks",
    "sale.next > thanks",
  ];
  const flowId = await publish(world, flowOf("Shop", nodes, edges));
  const results = (nodeId: string) =>
    world.call(routes.flows.readStepResults, { as: "viewer", params: { flowId, nodeId } });
  expect(await results("ab")).toMatchObject({ people: 0, variants: [] });

  for (const from of ["ada", "ben", "ada"]) {
    const before = http.sends.length;
    await http.deliver(webhook, { kind: "text", from, text: "buy" });
    await until(() => http.sends.length > before);
  }

  await until(async () => (await results("sale")).times === 3);
  expect(await results("sale")).toMatchObject({ people: 2, times: 3, worth: 30, partial: false });
  expect((await results("ab")).variants).toEqual([{ variant: "a", people: 2, reached: 2 }]);
  const params = { flowId: "0123456789abcdef01234567", nodeId: "ab" };
  expect(await world.refusal(routes.flows.readStepResults, { params })).toMatchObject({
    status: 404,
  });
});
