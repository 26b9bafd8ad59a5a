import type { JsonObject, LlmRequest } from "@chatloom/runtime";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { callLlm } from "../../server/src/pipeline/effects/call-llm.ts";
import { guardedAgent } from "../../server/src/pipeline/effects/guarded-agent.ts";
import { type AnsweringServer, startAnsweringServer } from "./answering-server.ts";

const dispatcher = guardedAgent(true);
let model: AnsweringServer;

beforeAll(async () => {
  model = await startAnsweringServer();
});
beforeEach(() => {
  model.seen.length = 0;
});
afterAll(async () => {
  model.close();
  await dispatcher.destroy();
});

async function ask(change: Partial<LlmRequest> = {}) {
  const request = {
    messages: [{ role: "user", content: "Hi" }] as const,
    useKnowledge: false,
    timeoutMs: 3_000,
  };
  const { outcome } = await callLlm(
    { ...request, ...change },
    {
      found: {
        connectionId: "environment",
        endpoint: { apiKey: "k", baseUrl: model.url, api: "auto", dispatcher },
        model: "small",
        embeddingModel: undefined,
        moderationModel: undefined,
        transcriptionModel: undefined,
        takesPictures: true,
      },
    },
  );
  return outcome;
}

/** The model answers with this choice; without one with no choices. */
function choice(message?: object, finish_reason = "stop"): void {
  const choices = message
    ? [{ index: 0, finish_reason, message: { role: "assistant", ...message } }]
    : [];
  model.answer = () => ({ body: JSON.stringify({ id: "1", object: "chat.completion", choices }) });
}

test.each<readonly [string, object | undefined, string, string]>([
  ["nothing", { content: null }, "stop", "llm.empty-answer"],
  ["an empty text", { content: "" }, "stop", "llm.empty-answer"],
  ["blanks", { content: " \n\t" }, "stop", "llm.empty-answer"],
  ["no choices", undefined, "stop", "llm.empty-answer"],
  ["a refusal", { content: null, refusal: "I cannot help with that" }, "stop", "llm.declined"],
  ["what the filter left", { content: "Well, " }, "content_filter", "llm.filtered"],
  ["a cut text", { content: "The answer is" }, "length", "llm.cut-answer"],
  ["reasoning only", { content: "<think>Hm. What now?</think>\n" }, "stop", "llm.empty-answer"],
  ["reasoning that never ends", { content: "<think>Hm. What now?" }, "stop", "llm.empty-answer"],
])("fails with a reason where the model gives %s", async (_, message, reason, code) => {
  choice(message, reason);
  expect(await ask()).toMatchObject({ error: { code, message: expect.stringMatching(/\w/) } });
});

test.each([
  ["<think>She greets.</think>\n\nHello!", "Hello!"],
  ["She greets.</think>Hello!", "Hello!"],
  ['<Thinking mode="x">a</Thinking>Hello! <reasoning>b</reasoning>', "Hello!"],
  ["[THINK]a[/THINK]Hello!", "Hello!"],
  [
    "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>Hello!<|return|>",
    "Hello!",
  ],
  ["I think <b>so</b>", "I think <b>so</b>"],
])("answers %j without marks of reasoning", async (content, text) => {
  choice({ content });
  expect(await ask()).toMatchObject({ answer: { text } });
});

test("reads content in parts", async () => {
  choice({
    content: [{ type: "text", text: "Hel" }, { type: "image_url" }, { type: "text", text: "lo" }],
  });
  expect(await ask()).toMatchObject({ answer: { text: "Hello" } });
});

test.each(["<html>Bad gateway</html>", '{"error":{"message":"overloaded"}}', "null"])(
  "fails where the provider answers %s with status 200",
  async (body) => {
    model.answer = () => ({
      body,
      headers: body.startsWith("<") ? { "content-type": "text/html" } : {},
    });
    expect(await ask()).toMatchObject({ error: { code: expect.stringMatching(/^llm\./) } });
  },
);

test("takes schemas with one `$id` twice, also when they differ", async () => {
  const schema = (type: string): JsonObject => ({
    $id: "https://a.example/s",
    type: "object",
    properties: { v: { type } },
    required: ["v"],
  });
  choice({ content: '{"v":1}' });
  expect(await ask({ schema: schema("number") })).toMatchObject({ answer: { data: { v: 1 } } });
  expect(await ask({ schema: schema("number") })).toMatchObject({ answer: { data: { v: 1 } } });
  expect(await ask({ schema: schema("string") })).toMatchObject({
    error: { code: "llm.invalid-answer" },
  });
});

test("fails where the store cannot hold the data", async () => {
  choice({ content: '{"v":{"$where":1}}' });
  expect(await ask({ schema: { type: "object" } })).toMatchObject({
    error: { code: "llm.answer-not-storable" },
  });
});
