import { afterAll, beforeAll, expect, test } from "vitest";
import { greeting } from "../support/greeting.ts";
import { routes, startWorld, type World } from "../support/world.ts";

const { flows, flowComments } = routes;
let world: World;
let flowId: string;
let nodeId: string;
const draft = greeting("Discussed", "talk");
beforeAll(async () => {
  world = await startWorld();
  flowId = (await world.call(flows.createFlow, { body: { name: "Discussed" } })).id;
  await world.call(flows.saveDraft, { params: { flowId }, body: { revision: 1, draft } });
  nodeId = draft.nodes[1]?.id ?? "";
});
afterAll(() => world.close());

const threads = async (as: "viewer" | "editor" = "viewer") =>
  (await world.call(flowComments.listFlowComments, { as, params: { flowId } })).items;
const comment = (text: string, mentions: string[] = []) =>
  world.call(flowComments.addFlowComment, {
    as: "agent",
    params: { flowId, nodeId },
    body: { text, mentions },
  });
const mentionsOfEditor = async () =>
  (await world.call(flowComments.listFlowMentions, { as: "editor" })).items;

test("a mention reaches the member until they read it", async () => {
  const { items } = await world.call(routes.accounts.listMembers, { as: "editor" });
  const editor = items.find((it) => it.role === "editor");
  const thread = await comment("@Editor is this the right price?", [editor?.id ?? ""]);
  expect(thread).toMatchObject({ nodeId, resolved: false, mentioned: false });
  expect(await mentionsOfEditor()).toMatchObject([{ flowId, flowName: "Discussed", nodeId }]);
  expect(await threads("editor")).toMatchObject([{ mentioned: true }]);
  await world.call(flowComments.readFlowMentions, { as: "editor", params: { flowId, nodeId } });
  expect(await mentionsOfEditor()).toEqual([]);
  const stranger = { text: "x", mentions: ["000000000000000000000000"] };
  expect(
    (
      await world.refusal(flowComments.addFlowComment, {
        params: { flowId, nodeId },
        body: stranger,
      })
    ).code,
  ).toBe("member.not-found");
});

test("only its author changes a comment; everybody reads it; a new one reopens the thread", async () => {
  const { comments } = await comment("Shorter, please");
  const commentId = comments.at(-1)?.id ?? "";
  const params = { flowId, nodeId, commentId };
  const body = { text: "Much shorter, please" };
  expect((await world.refusal(flowComments.changeFlowComment, { params, body })).code).toBe(
    "comment.not-own",
  );
  await world.call(flowComments.changeFlowComment, { as: "agent", params, body });
  const [seen] = await threads();
  expect(seen?.comments.at(-1)).toMatchObject({ text: "Much shorter, please", own: false });
  expect(seen?.comments.at(-1)?.editedAt).toBeDefined();
  const resolved = await world.call(flowComments.resolveFlowComments, {
    params: { flowId, nodeId },
    body: { resolved: true },
  });
  expect(resolved.resolved).toBe(true);
  expect((await comment("One more thing")).resolved).toBe(false);
  expect(
    (await world.refusal(flowComments.addFlowComment, { as: "viewer", params, body })).status,
  ).toBe(403);
});

test("comments stay when their step is removed, and go with their author's wish", async () => {
  const { revision } = await world.call(flows.readFlow, { params: { flowId } });
  const without = {
    ...draft,
    nodes: draft.nodes.filter((it) => it.id !== nodeId),
    edges: draft.edges.filter((it) => it.source !== nodeId && it.target !== nodeId),
  };
  await world.call(flows.saveDraft, { params: { flowId }, body: { revision, draft: without } });
  const [thread] = await threads();
  expect(thread?.step.type).toBe(draft.nodes[1]?.type);
  for (const { id } of thread?.comments ?? []) {
    const params = { flowId, nodeId, commentId: id };
    await world.call(flowComments.deleteFlowComment, { as: "agent", params });
  }
  expect(await threads()).toEqual([]);
  expect(
    (
      await world.refusal(flowComments.addFlowComment, {
        params: { flowId, nodeId },
        body: { text: "Too late" },
      })
    ).code,
  ).toBe("step.not-found");
});
