import type { ConversationTest, Flow } from "@chatloom/flows-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { greeting } from "../support/greeting.ts";
import { routes, startWorld, type World } from "../support/world.ts";

let world: World;
const { flows, flowTests } = routes;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const greets: ConversationTest = {
  name: "Greets",
  steps: [{ kind: "write", text: "hello" }, { kind: "says", text: "Hi there!" }, { kind: "ended" }],
};
const wrong: ConversationTest = {
  name: "Says goodbye",
  steps: [
    { kind: "write", text: "hello" },
    { kind: "contains", text: "Goodbye" },
  ],
};

async function drawn(change: (flow: Flow) => Flow = (flow) => flow) {
  const { id: flowId } = await world.call(flows.createFlow, { body: { name: "Tested" } });
  const params = { flowId };
  const draft = change(greeting("Tested", "hello", "Hi there!"));
  const { revision } = await world.call(flows.saveDraft, { params, body: { revision: 1, draft } });
  return { params, revision };
}

test("tests are added, run against the draft, changed and deleted", async () => {
  const { params } = await drawn();
  const made = await world.call(flowTests.createFlowTest, { params, body: greets });
  await world.call(flowTests.createFlowTest, { params, body: wrong });
  const { items } = await world.call(flowTests.listFlowTests, { params });
  expect(items.map((it) => it.name)).toEqual(["Greets", "Says goodbye"]);

  const ran = await world.call(flowTests.runFlowTests, { params, body: {} });
  expect(ran.passed).toBe(false);
  expect(ran.items.map((it) => it.passed)).toEqual([true, false]);
  expect(ran.items[1]?.steps[1]?.problem?.message).toBe(
    'No further message contains "Goodbye". The bot said: "Hi there!"',
  );
  expect(ran.items[0]?.transcript).toMatchObject([{ text: "hello" }, { text: "Hi there!" }]);
  const only = { params, body: { testIds: [made.id] } };
  expect((await world.call(flowTests.runFlowTests, only)).passed).toBe(true);

  const one = { ...params, testId: made.id };
  const renamed = { params: one, body: { ...greets, name: "Says hi" } };
  expect((await world.call(flowTests.updateFlowTest, renamed)).name).toBe("Says hi");
  await world.call(flowTests.deleteFlowTest, { params: one });
  const gone = await world.refusal(flowTests.deleteFlowTest, { params: one });
  expect(gone).toMatchObject({ status: 404, code: "flowTest.not-found" });
});

test("a step that is none is refused by its place, and agents change no tests", async () => {
  const { params } = await drawn();
  const body = { name: "Broken", steps: [{ kind: "shout", text: "hello" }] };
  const refused = await world.refusal(flowTests.createFlowTest, { params, body });
  expect(refused).toMatchObject({ status: 400, errors: [{ at: "/steps/0" }] });
  const asAgent = { as: "agent", params, body: greets } as const;
  expect((await world.refusal(flowTests.createFlowTest, asAgent)).status).toBe(403);
});

test("tests travel with the flow's export, its copy, and end with it", async () => {
  const { params } = await drawn();
  await world.call(flowTests.replaceFlowTests, { params, body: { tests: [greets, wrong] } });
  const flow = await world.call(flows.exportFlow, { params });
  expect(flow.tests).toEqual([greets, wrong]);
  const imported = await world.call(flows.importFlow, { body: { flow } });
  const copied = await world.call(flows.duplicateFlow, { params });
  for (const { id: flowId } of [imported, copied]) {
    const { items } = await world.call(flowTests.listFlowTests, { params: { flowId } });
    expect(items.map((it) => it.name)).toEqual(["Greets", "Says goodbye"]);
  }
  const body = { flow: { ...flow, tests: [{ name: "" }] } };
  const refused = await world.refusal(flows.importFlow, { body });
  expect(refused.code).toBe("flow.invalid");
  expect(refused.errors?.[0]?.at).toMatch(/^\/tests\/0/);
  await world.call(flows.deleteFlow, { params });
  expect((await world.refusal(flowTests.listFlowTests, { params })).code).toBe("flow.not-found");
});

test("replacing keeps the ids of tests whose name stays", async () => {
  const { params } = await drawn();
  const both = { params, body: { tests: [greets, wrong] } };
  const before = await world.call(flowTests.replaceFlowTests, both);
  const rest = { params, body: { tests: [wrong] } };
  const { items } = await world.call(flowTests.replaceFlowTests, rest);
  expect(items.map((it) => it.id)).toEqual([before.items[1]?.id]);
});

test.each(["warn", "block", "ignore"] as const)(
  "failing tests %s publishing as the flow's settings say",
  async (failingTests) => {
    const { params, revision } = await drawn((flow) => ({
      ...flow,
      settings: { ...flow.settings, failingTests },
    }));
    await world.call(flowTests.replaceFlowTests, { params, body: { tests: [greets, wrong] } });
    const sent = { params, body: { revision } };
    if (failingTests === "block") {
      const refused = await world.refusal(flows.publishFlow, sent);
      expect(refused).toMatchObject({
        status: 409,
        code: "flow.tests-fail",
        details: { tests: [{ name: "Says goodbye", step: 1 }] },
      });
      await world.call(flowTests.replaceFlowTests, { params, body: { tests: [greets] } });
    }
    const published = await world.call(flows.publishFlow, sent);
    const names = published.failingTests.map((it) => it.name);
    expect(names).toEqual(failingTests === "warn" ? ["Says goodbye"] : []);
  },
);
