import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";

const { flows, flowLabels } = routes;
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const make = (name: string) =>
  world.call(flowLabels.createFlowLabel, { as: "editor", body: { name, color: "teal" } });
const draw = async (name: string) => (await world.call(flows.createFlow, { body: { name } })).id;
const labelsOf = async (flowId: string) =>
  (await world.call(flows.readFlow, { params: { flowId } })).summary.labelIds;

test("labels several flows at once, and takes labels off", async () => {
  const [sale, draft] = [await make("Sale"), await make("Draft")];
  const [one, two] = [await draw("One"), await draw("Two")];
  const gone = "000000000000000000000000";
  const labelled = await world.call(flowLabels.labelFlows, {
    as: "editor",
    body: { flowIds: [one, two, gone], add: [sale.id, draft.id] },
  });
  expect(labelled.items.map((it) => it.labelIds)).toEqual([
    [sale.id, draft.id],
    [sale.id, draft.id],
  ]);
  expect(labelled.missing).toEqual([gone]);
  const body = { flowIds: [one], add: [sale.id], remove: [draft.id] };
  await world.call(flowLabels.labelFlows, { body });
  await world.call(flowLabels.labelFlows, { body });
  expect(await labelsOf(one)).toEqual([sale.id]);
  const { items } = await world.call(flowLabels.listFlowLabels, { as: "viewer" });
  expect(items.map(({ name, used }) => [name, used])).toEqual([
    ["Draft", 1],
    ["Sale", 2],
  ]);
});

test("a renamed label stays on its flows, and a deleted one goes from them", async () => {
  const { id } = await make("Old");
  const flowId = await draw("Labelled");
  await world.call(flowLabels.labelFlows, { body: { flowIds: [flowId], add: [id] } });
  const params = { flowLabelId: id };
  const renamed = await world.call(flowLabels.updateFlowLabel, {
    params,
    body: { name: "New", color: "red" },
  });
  expect(renamed).toMatchObject({ name: "New", color: "red", used: 1 });
  expect(await labelsOf(flowId)).toEqual([id]);
  await world.call(flowLabels.deleteFlowLabel, { params });
  expect(await labelsOf(flowId)).toBeUndefined();
  expect((await world.refusal(flowLabels.deleteFlowLabel, { params })).code).toBe(
    "label.not-found",
  );
});

test("refuses a name twice, labels that do not exist, and more than 20 on a flow", async () => {
  await make("Twice");
  const body = { name: " tWICE ", color: "blue" as const };
  expect((await world.refusal(flowLabels.createFlowLabel, { body })).code).toBe("label.name-taken");
  const flowId = await draw("Full");
  const add = ["000000000000000000000000"];
  expect(
    (await world.refusal(flowLabels.labelFlows, { body: { flowIds: [flowId], add } })).code,
  ).toBe("label.not-found");
  const many: string[] = [];
  for (let index = 0; index < 21; index++) {
    many.push((await make(`Label ${index}`)).id);
  }
  const label = (ids: string[]) => ({ body: { flowIds: [flowId], add: ids } });
  await world.call(flowLabels.labelFlows, label(many.slice(0, 20)));
  expect((await world.refusal(flowLabels.labelFlows, label(many.slice(20)))).code).toBe(
    "flow.too-many-labels",
  );
});

test("viewers see labels and cannot change them", async () => {
  const { id } = await make("Theirs");
  const params = { flowLabelId: id };
  const tries = [
    world.refusal(flowLabels.createFlowLabel, { as: "viewer", body: { name: "x", color: "red" } }),
    world.refusal(flowLabels.deleteFlowLabel, { as: "viewer", params }),
    world.refusal(flowLabels.labelFlows, { as: "viewer", body: { flowIds: [id] } }),
  ];
  expect((await Promise.all(tries)).map((it) => it.status)).toEqual([403, 403, 403]);
});
