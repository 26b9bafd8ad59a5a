import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { accounts, flowApprovals, flows, operations } = routes;
let world: World;
let flowId: string;

beforeAll(async () => {
  world = await startWorld();
  flowId = await publish(world, greeting("Hello"));
  await world.call(accounts.updateWorkspace, { body: { requireApproval: true } });
});
afterAll(() => world?.close());

const greeting = (text: string) =>
  flowOf("Greeting", { start: keyword("hi"), hello: say(text) }, ["start.next > hello"]);
const at = () => ({ params: { flowId } });

/** Saves a draft; gives its revision. */
async function draw(text: string): Promise<{ revision: number }> {
  const { revision } = await world.call(flows.readFlow, at());
  return world.call(flows.saveDraft, { ...at(), body: { revision, draft: greeting(text) } });
}
const ask = (body: { revision: number; note?: string }) =>
  world.call(flowApprovals.askForApproval, { as: "editor", ...at(), body });
const deciding = (approvalId: string, body: { approve: boolean; comment?: string }) => ({
  params: { flowId, approvalId },
  body,
});
const refused = async (body: { revision: number }) =>
  (await world.refusal(flows.publishFlow, { ...at(), body })).code;

test("a draft is published once somebody else has approved it", async () => {
  const saved = await draw("Good morning");
  expect(await refused(saved)).toBe("flow.needs-approval");
  const asked = await ask({ ...saved, note: "Friendlier" });
  expect(asked).toMatchObject({ state: "waiting", mayDecide: false, note: "Friendlier" });
  const yes = deciding(asked.id, { approve: true });
  const own = await world.refusal(flowApprovals.decideApproval, { as: "editor", ...yes });
  expect(own.code).toBe("approval.own");
  const { items } = await world.call(flowApprovals.listFlowApprovals);
  expect(items).toMatchObject([{ id: asked.id, flowName: "Greeting", mayDecide: true }]);
  const { items: alerts } = await world.call(operations.listAlerts);
  expect(alerts).toContainEqual(expect.objectContaining({ code: "flow.approval-asked" }));
  expect((await world.call(flowApprovals.decideApproval, yes)).state).toBe("approved");
  const twice = await world.refusal(flowApprovals.decideApproval, yes);
  expect(twice.code).toBe("approval.decided");
  const done = await world.call(flows.publishFlow, { as: "editor", ...at(), body: saved });
  expect(done.version).toBe(2);
});

test("a change of the draft voids the request, even an approved one", async () => {
  const first = await draw("Good day");
  const asked = await ask(first);
  await world.call(flowApprovals.decideApproval, deciding(asked.id, { approve: true }));
  const later = await draw("Good day to you");
  expect(await refused(later)).toBe("flow.needs-approval");
  const { approval } = await world.call(flowApprovals.readFlowApproval, at());
  expect(approval?.state).toBe("void");
  const other = await ask(later);
  const again = await draw("Good evening");
  const late = await world.refusal(
    flowApprovals.decideApproval,
    deciding(other.id, { approve: true }),
  );
  expect(late.code).toBe("approval.void");
  expect((await world.call(flowApprovals.listFlowApprovals)).items).toEqual([]);
  expect(await refused(again)).toBe("flow.needs-approval");
});

test("declining needs a comment", async () => {
  const asked = await ask(await draw("Yo"));
  const silent = deciding(asked.id, { approve: false, comment: "  " });
  expect((await world.refusal(flowApprovals.decideApproval, silent)).code).toBe(
    "approval.no-comment",
  );
  const no = deciding(asked.id, { approve: false, comment: "Too informal" });
  expect(await world.call(flowApprovals.decideApproval, no)).toMatchObject({
    state: "declined",
    comment: "Too informal",
  });
  const viewer = await world.refusal(flowApprovals.decideApproval, { as: "agent", ...no });
  expect(viewer.status).toBe(403);
});

test("without the setting nobody is asked", async () => {
  await world.call(accounts.updateWorkspace, { body: { requireApproval: false } });
  const saved = await draw("Hi there");
  const { version } = await world.call(flows.publishFlow, { ...at(), body: saved });
  expect(version).toBe(3);
});
