import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { openVisitor, textsOf } from "../turns/live-clients.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { accounts, flows } = routes;
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const callBack = flowOf(
  "Call back",
  {
    start: keyword("call"),
    number: {
      type: "ask",
      data: { text: "Your number?", expect: "phone", saveTo: "number", attempts: 3 },
    },
    thanks: say("We call {{ number }}"),
  },
  ["start.next > number", "number.next > thanks"],
);

test("a flow without a country uses the workspace's, and its own overrides that", async () => {
  await world.call(accounts.updateWorkspace, { body: { country: "VN" } });
  expect((await world.call(accounts.readWorkspace)).country).toBe("VN");
  const id = await publish(world, callBack);
  const visitor = await openVisitor(world);
  await visitor.say("call");
  await until(async () => textsOf(visitor).includes("Your number?"));
  await visitor.say("0912 345 678");
  await until(async () => textsOf(visitor).includes("We call +84912345678"));

  const params = { flowId: id };
  const { revision, draft } = await world.call(flows.readFlow, { params });
  const body = {
    revision,
    draft: { ...draft, settings: { ...draft.settings, country: "GB" } },
  };
  const saved = await world.call(flows.saveDraft, { params, body });
  await world.call(flows.publishFlow, { params, body: { revision: saved.revision } });
  await visitor.say("call");
  await until(async () => textsOf(visitor).filter((it) => it === "Your number?").length === 2);
  await visitor.say("07911 123456");
  await until(async () => textsOf(visitor).includes("We call +447911123456"));
  visitor.close();
});

test("publishing reports a phone question only while no country is set", async () => {
  const { id } = await world.call(flows.createFlow, { body: { name: "Ask" } });
  const params = { flowId: id };
  const { revision } = await world.call(flows.readFlow, { params });
  await world.call(flows.saveDraft, { params, body: { revision, draft: callBack } });
  const codes = async () =>
    (await world.call(flows.validateFlow, { params })).findings.map((it) => it.code);
  await world.call(accounts.updateWorkspace, { body: { country: "" } });
  expect(await codes()).toContain("settings.country");
  await world.call(accounts.updateWorkspace, { body: { country: "VN" } });
  expect(await codes()).not.toContain("settings.country");
});

test("a country that does not exist is refused by name", async () => {
  const refused = await world.refusal(accounts.updateWorkspace, { body: { country: "XX" } });
  expect(refused).toMatchObject({ status: 400, errors: [{ at: "/country" }] });
});
