import { afterAll, beforeAll, expect, test } from "vitest";
import { type BotTalk, talkToBot } from "../ai/talk-to-bot.ts";
import { type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { anyMessage, flowOf, publish, say } from "../turns/publish-test-flow.ts";

const { classDecisions: chapter, ai } = routes;
let world: World;
let llm: LlmDouble;
let talk: BotTalk;
let flowId: string;

beforeAll(async () => {
  [world, llm] = await Promise.all([startWorld(), startLlm()]);
  talk = await talkToBot(world);
  const body = { name: "D", baseUrl: llm.baseUrl, apiKey: llm.key, model: "double-small" };
  await world.call(ai.addAiConnection, { body });
  const classes = [
    { id: "order", label: "Order", description: "", examples: "where is my order\nmy parcel" },
    { id: "refund", label: "Refund", description: "", examples: "I want my money back" },
  ];
  const text = "{{ message.text }}";
  flowId = await publish(
    world,
    flowOf(
      "Sorting",
      {
        start: anyMessage(),
        near: { type: "classify", data: { text, by: "examples", classes } },
        model: { type: "classify", data: { text, by: "model", classes } },
        done: say("Sorted"),
        failed: say("Sorry"),
      },
      [
        "start.next > near",
        "near.class:order > model",
        "near.class:refund > model",
        "near.else > model",
        "model.class:order > done",
        "model.class:refund > done",
        "model.else > done",
        "model.error > failed",
      ],
    ),
  );
  llm.answerWith(() => ({ kind: "json", value: { class: "refund" } }));
  for (const said of ["where is my parcel", "hello there"]) {
    await talk.write(said.slice(0, 5), said);
    await until(() => talk.heard(said.slice(0, 5)).length === 1);
  }
}, 60_000);
afterAll(async () => {
  await talk?.close();
  await world?.close();
  await llm?.close();
});

const decisions = async (nodeId: string) =>
  (await world.call(chapter.listClassDecisions, { as: "editor", params: { flowId, nodeId } }))
    .items;
const labels = async (nodeId: string) =>
  (await world.call(chapter.listClassLabels, { as: "editor", params: { flowId, nodeId } })).items;

test("lists what a step decided, by examples and by a model", async () => {
  await until(async () => (await decisions("model")).length === 2, 60_000);
  expect(await decisions("near")).toMatchObject([
    { text: "hello there", chosen: "" },
    { text: "where is my parcel", chosen: "order" },
  ]);
  expect(await decisions("model")).toMatchObject([
    { text: "hello there", chosen: "refund" },
    { text: "where is my parcel", chosen: "refund" },
  ]);
});

test("keeps what members say that a text meant, until they take it back", async () => {
  const params = { flowId, nodeId: "model" };
  const [hello, parcel] = await decisions("model");
  const label = (it: typeof hello, meant: string | undefined) =>
    world.call(chapter.labelClassDecision, {
      as: "editor",
      params,
      body: { conversationId: it?.conversationId ?? "", turn: it?.turn ?? 0, meant },
    });
  await label(hello, "");
  await label(parcel, "refund");
  await label(parcel, "order");
  const expected = [
    { text: "hello there", chosen: "refund", meant: "" },
    { text: "where is my parcel", chosen: "refund", meant: "order" },
  ];
  expect(await labels("model")).toMatchObject(expected);
  expect(await decisions("model")).toMatchObject(expected);
  expect(await labels("near")).toEqual([]);
  await label(hello, undefined);
  expect(await labels("model")).toMatchObject([expected[1]]);
});

test("refuses a label of what was never decided, and of people who may not edit", async () => {
  const params = { flowId, nodeId: "model" };
  const [first] = await decisions("model");
  const conversationId = first?.conversationId ?? "";
  const never = { conversationId, turn: 99, meant: "order" };
  const refused = await world.refusal(chapter.labelClassDecision, { params, body: never });
  expect(refused.status).toBe(404);
  const elsewhere = { conversationId: "0123456789abcdef01234567", turn: 1, meant: "order" };
  const stranger = await world.refusal(chapter.labelClassDecision, { params, body: elsewhere });
  expect(stranger.status).toBe(404);
  const viewer = await world.refusal(chapter.listClassDecisions, { as: "viewer", params });
  expect(viewer.status).toBe(403);
});
