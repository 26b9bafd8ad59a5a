import { emptyFlow } from "@chatloom/flows-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { greeting } from "../support/greeting.ts";
import { routes, startWorld, type World } from "../support/world.ts";

const { flows } = routes;
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

async function drawn(name: string, keyword: string) {
  const { id, draftRevision } = await world.call(flows.createFlow, { body: { name } });
  const params = { flowId: id };
  const body = { revision: draftRevision, draft: greeting(name, keyword) };
  const { revision } = await world.call(flows.saveDraft, { params, body });
  return { params, revision };
}

test("makes an empty flow and lists it", async () => {
  const made = await world.call(flows.createFlow, { as: "editor", body: { name: "Empty" } });
  expect(made).toMatchObject({ name: "Empty", active: false, changed: true, nodeCount: 0 });
  const { items } = await world.call(flows.listFlows, { as: "viewer" });
  expect(items).toContainEqual(made);
});

test("makes a flow from each sample", async () => {
  const { items } = await world.call(flows.listSamples);
  for (const { id } of items) {
    const made = await world.call(flows.createFlow, { body: { name: `From ${id}`, sample: id } });
    expect(made.nodeCount).toBeGreaterThan(2);
  }
  const body = { name: "x", sample: "nothing" };
  expect((await world.refusal(flows.createFlow, { body })).code).toBe("sample.not-found");
});

test("a new flow takes over the workspace's time zone and the language asked for", async () => {
  await world.call(routes.accounts.updateWorkspace, { body: { timeZone: "Asia/Ho_Chi_Minh" } });
  for (const [language, begin, spoken] of [
    ["vi", {}, "vi"],
    ["vi", { sample: "appointment" }, "vi"],
    ["bn", {}, "bn"],
    // Samples have no Bengali texts.
    ["bn", { sample: "appointment" }, "en"],
  ] as const) {
    const body = { name: "Local", language, ...begin };
    const { id: flowId } = await world.call(flows.createFlow, { body });
    const { draft } = await world.call(flows.readFlow, { params: { flowId } });
    expect(draft.settings).toMatchObject({ timeZone: "Asia/Ho_Chi_Minh", language: spoken });
  }
});

test("gives back the draft that was saved", async () => {
  const { params, revision } = await drawn("Same", "same");
  const read = await world.call(flows.readFlow, { params });
  expect(read.draft).toEqual(greeting("Same", "same"));
  expect(read.revision).toBe(revision);
  expect(read.summary.triggers[0]?.type).toBe("trigger.keyword");
});

test("renaming neither conflicts with edits of steps nor is undone by them", async () => {
  const { params, revision } = await drawn("Old name", "naming");
  await world.call(flows.renameFlow, { params, body: { name: "New name" } });
  const draft = greeting("Old name", "other words");
  const saved = await world.call(flows.saveDraft, { params, body: { revision, draft } });
  expect(saved.revision).toBe(revision + 1);
  const read = await world.call(flows.readFlow, { params });
  expect(read.draft).toEqual({ ...draft, name: "New name" });
  expect(read.summary.name).toBe("New name");
  expect((await world.call(flows.exportFlow, { params })).name).toBe("New name");
  expect((await world.call(flows.duplicateFlow, { params })).name).toBe("New name (2)");
});

test("lies in a folder until it is taken out", async () => {
  const { id, folder } = await world.call(flows.createFlow, { body: { name: "Winter sale" } });
  expect(folder).toBeUndefined();
  const move = (into: string) =>
    world.call(flows.moveFlow, { params: { flowId: id }, body: { folder: into } });
  expect((await move("Sales 2027")).folder).toBe("Sales 2027");
  const { items } = await world.call(flows.listFlows);
  expect(items.find((it) => it.id === id)?.folder).toBe("Sales 2027");
  expect((await move("")).folder).toBeUndefined();
  for (const wrong of [" ", "a ", "x".repeat(61)]) {
    const refused = { params: { flowId: id }, body: { folder: wrong } };
    expect((await world.refusal(flows.moveFlow, refused)).status, wrong).toBe(400);
  }
});

test("refuses to publish what is published already", async () => {
  const { params, revision } = await drawn("Same twice", "same twice");
  await world.call(flows.publishFlow, { params, body: { revision } });
  const again = await world.refusal(flows.publishFlow, { params, body: { revision } });
  expect(again).toMatchObject({ status: 409, code: "flow.unchanged", details: { version: 1 } });
  const moved = greeting("Same twice", "same twice");
  for (const node of moved.nodes) {
    node.position = { x: 500, y: 60 };
  }
  await world.call(flows.saveDraft, { params, body: { revision, draft: moved } });
  const body = { revision: revision + 1 };
  expect((await world.refusal(flows.publishFlow, { params, body })).code).toBe("flow.unchanged");
  expect((await world.call(flows.listVersions, { params })).items).toHaveLength(1);
});

test("refuses a draft that was edited from an older revision", async () => {
  const { params, revision } = await drawn("Twice", "twice");
  const body = { revision, draft: greeting("Mine", "mine") };
  await world.call(flows.saveDraft, { params, body });
  const theirs = { revision, draft: greeting("Theirs", "theirs") };
  const refused = await world.refusal(flows.saveDraft, { params, body: theirs });
  expect(refused).toMatchObject({
    status: 409,
    code: "flow.draft-changed",
    details: { current: revision + 1 },
  });
});

test("of many saves of one revision exactly one wins", async () => {
  const { params, revision } = await drawn("Race", "race");
  const saves = Array.from({ length: 8 }, (_, index) =>
    world.fetch(`/api/v1/flows/${params.flowId}/draft`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ revision, draft: greeting(`Race ${index}`, "race") }),
    }),
  );
  const statuses = (await Promise.all(saves)).map((it) => it.status).sort();
  expect(statuses).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
});

test("names the place in a draft that does not fit", async () => {
  const { params, revision } = await drawn("Broken", "broken");
  const draft = { ...greeting("Broken", "broken"), nodes: [{ id: "a", type: "nonsense" }] };
  const body = { revision, draft };
  const refused = await world.refusal(flows.saveDraft, { params, body });
  expect(refused.code).toBe("request.invalid");
  expect(refused.errors?.[0]?.at).toMatch(/^\/draft\/nodes\/0/);
});

test("publishes numbered versions that never change", async () => {
  const { params, revision } = await drawn("Published", "published");
  const first = await world.call(flows.publishFlow, { params, body: { revision, note: "one" } });
  expect(first.version).toBe(1);
  const draft = greeting("Published", "published again");
  await world.call(flows.saveDraft, { params, body: { revision, draft } });
  const body = { revision: revision + 1 };
  expect((await world.call(flows.publishFlow, { params, body })).version).toBe(2);
  const { items } = await world.call(flows.listVersions, { params });
  expect(items.map((it) => [it.version, it.note])).toEqual([
    [2, ""],
    [1, "one"],
  ]);
  const old = await world.call(flows.readVersion, { params: { ...params, version: 1 } });
  expect(old.flow.name).toBe("Published");
  const { summary } = await world.call(flows.readFlow, { params });
  expect(summary).toMatchObject({ active: true, version: 2, changed: false });
});

test("restores a version as the draft", async () => {
  const { params, revision } = await drawn("Before", "before");
  await world.call(flows.publishFlow, { params, body: { revision } });
  await world.call(flows.saveDraft, {
    params,
    body: { revision, draft: greeting("Before", "after") },
  });
  const restored = { ...params, version: 1 };
  const now = await world.call(flows.restoreVersion, { params: restored });
  const read = await world.call(flows.readFlow, { params });
  expect(read.draft).toEqual(greeting("Before", "before"));
  expect(read.revision).toBe(now.revision);
});

test("refuses to publish errors, and lists them", async () => {
  const { id, draftRevision } = await world.call(flows.createFlow, {
    body: { name: "No trigger" },
  });
  const params = { flowId: id };
  const body = { revision: draftRevision };
  const refused = await world.refusal(flows.publishFlow, { params, body });
  expect(refused).toMatchObject({ status: 409, code: "flow.has-findings" });
  const { findings } = await world.call(flows.validateFlow, { params });
  expect(refused.details?.findings).toEqual(findings);
});

test("finds a keyword that another active flow has", async () => {
  const one = await drawn("One", "price");
  await world.call(flows.publishFlow, { params: one.params, body: { revision: one.revision } });
  const two = await drawn("Two", "price");
  const { findings } = await world.call(flows.validateFlow, { params: two.params });
  expect(findings.map((it) => it.code)).toContain("keyword.takenByFlow");
});

test("activates only what was published, and deactivates", async () => {
  const { params, revision } = await drawn("Switch", "switch");
  expect((await world.refusal(flows.activateFlow, { params })).code).toBe("flow.not-published");
  await world.call(flows.publishFlow, { params, body: { revision, activate: false } });
  expect((await world.call(flows.activateFlow, { params })).active).toBe(true);
  expect((await world.call(flows.deactivateFlow, { params })).active).toBe(false);
});

test("what was exported can be imported", async () => {
  const { params } = await drawn("Travelling", "travel");
  const exported = await world.call(flows.exportFlow, { params });
  const imported = await world.call(flows.importFlow, { body: { flow: exported } });
  const copy = { flowId: imported.id };
  expect((await world.call(flows.readFlow, { params: copy })).draft).toEqual(exported);
});

test.each([
  { flow: { formatVersion: 99 }, code: "flow.format-unknown" },
  { flow: "nonsense", code: "flow.not-a-flow" },
  { flow: { formatVersion: 1.5 }, code: "flow.not-a-flow" },
  { flow: { groups: [], version: "6" }, code: "flow.foreign" },
  { flow: { ...emptyFlow("x"), nodes: 7 }, code: "flow.invalid" },
  { flow: { formatVersion: 1, nodes: [null] }, code: "flow.invalid" },
])("refuses to import what is no flow: $code", async ({ flow, code }) => {
  expect((await world.refusal(flows.importFlow, { body: { flow } })).code).toBe(code);
});

test("makes a draft of another product's bot, with a report that names its steps", async () => {
  const value = {
    version: "6",
    name: "Shop bot",
    events: [{ id: "ev", type: "start", outgoingEdgeId: "e0" }],
    groups: [
      {
        id: "g1",
        title: "Hello",
        blocks: [
          {
            id: "b1",
            type: "text",
            content: { richText: [{ type: "p", children: [{ text: "Hi" }] }] },
          },
          { id: "b2", type: "Zendesk thing", options: { queue: 3 } },
        ],
      },
    ],
    edges: [{ id: "e0", from: { eventId: "ev" }, to: { groupId: "g1" } }],
    variables: [],
  };
  const files = [{ path: "bot.json", value }];
  const before = (await world.call(flows.listFlows)).items.length;
  const preview = await world.call(routes.flowImports.previewBot, { body: { files } });
  expect(preview).toMatchObject({ product: "Typebot", name: "Shop bot" });
  expect((await world.call(flows.listFlows)).items).toHaveLength(before);
  const made = await world.call(routes.flowImports.importBot, { body: { files } });
  const { draft } = await world.call(flows.readFlow, { params: { flowId: made.flow.id } });
  const left = made.report.find((it) => it.type === "Zendesk thing");
  expect(left).toMatchObject({ outcome: "unsupported", notes: [{ code: "unknownBlock" }] });
  expect(draft.nodes.map((it) => it.id)).toContain(left?.nodeId);
  const refused = (given: unknown) =>
    world.refusal(routes.flowImports.importBot, {
      body: { files: [{ path: "a.json", value: given }] },
    });
  expect((await refused({ nodes: [], connections: {}, name: "x" })).code).toBe("flow.not-a-flow");
  expect((await refused({ content: { messages: [] } })).code).toBe("flow.foreign");
});

test("copies, renames and deletes a flow", async () => {
  const { params } = await drawn("Original", "original");
  const copy = await world.call(flows.duplicateFlow, { params });
  expect(copy.name).toBe("Original (2)");
  const renaming = { params: { flowId: copy.id }, body: { name: "Renamed" } };
  expect((await world.call(flows.renameFlow, renaming)).name).toBe("Renamed");
  await world.call(flows.deleteFlow, { params: { flowId: copy.id } });
  const gone = await world.refusal(flows.readFlow, { params: { flowId: copy.id } });
  expect(gone).toMatchObject({ status: 404, code: "flow.not-found" });
});

test("agents read flows but do not draw them", async () => {
  const body = { name: "Mine" };
  expect((await world.refusal(flows.createFlow, { as: "agent", body })).status).toBe(403);
});

test("finds a text in the drafts of all flows", async () => {
  const { params } = await drawn("Searched", "findme");
  const body = { query: "FINDME", values: true };
  const { items, more } = await world.call(flows.searchFlowTexts, { as: "viewer", body });
  expect(items).toMatchObject([
    {
      flowId: params.flowId,
      flowName: "Searched",
      node: { type: "trigger.keyword" },
      language: "en",
    },
  ]);
  expect(items.map(({ text, start, end }) => text.slice(start, end))).toEqual(["findme"]);
  expect(more).toBe(false);
  const narrower = { ...body, matchCase: true };
  expect((await world.call(flows.searchFlowTexts, { body: narrower })).items).toEqual([]);
  const empty = { ...body, query: "" };
  expect((await world.refusal(flows.searchFlowTexts, { body: empty })).code).toBe(
    "request.invalid",
  );
});
