import type { JsonObject, LlmRequest } from "@chatloom/runtime";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ModelApi } from "../../server/src/ai/model-endpoint.ts";
import { callLlm } from "../../server/src/pipeline/effects/call-llm.ts";
import { guardedAgent } from "../../server/src/pipeline/effects/guarded-agent.ts";
import { type LlmAbilities, type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";

const dispatcher = guardedAgent(true);
const opened: LlmDouble[] = [];
let whole: LlmDouble;

beforeAll(async () => {
  whole = await startLlm();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((it) => it.close()));
});
afterAll(async () => {
  await whole.close();
  await dispatcher.destroy();
});

async function endpointWith(abilities: LlmAbilities): Promise<LlmDouble> {
  const double = await startLlm(abilities);
  opened.push(double);
  return double;
}

async function ask(
  double: LlmDouble,
  change: Partial<LlmRequest> = {},
  api: ModelApi = "auto",
  signal?: AbortSignal,
) {
  const request = {
    messages: [{ role: "user", content: "Hi" }] as const,
    useKnowledge: false,
    timeoutMs: 5_000,
    ...change,
  };
  const found = {
    connectionId: "environment",
    endpoint: { apiKey: double.key, baseUrl: double.baseUrl, api, dispatcher },
    model: "double-small",
    embeddingModel: undefined,
    moderationModel: undefined,
    transcriptionModel: undefined,
    takesPictures: true,
  };
  return callLlm(request, { found, signal });
}

const schema: JsonObject = {
  type: "object",
  additionalProperties: false,
  required: ["exit"],
  properties: { exit: { type: "string", enum: ["a", "b"] } },
};
const tools = [
  {
    name: "find_order",
    description: "Finds an order",
    parameters: { type: "object", properties: { id: { type: "string" } }, required: ["id"] },
  },
];

describe.each(["chat", "responses"] as const)("by the %s API", (api) => {
  test("answers a text with what it cost", async () => {
    const { outcome, usage } = await ask(whole, {}, api);
    expect(outcome).toMatchObject({ answer: { text: "You said: Hi", model: "double-small" } });
    expect(usage.input).toBeGreaterThan(0);
    expect(usage.output).toBe(3);
    expect(whole.asked.at(-1)?.api).toBe(api);
  });

  test("gives data that fits a schema", async () => {
    const { outcome } = await ask(whole, { schema }, api);
    expect(outcome).toMatchObject({ answer: { data: { exit: "a" } } });
  });

  test("asks once more when the data does not fit, and counts both", async () => {
    whole.script({ kind: "json", value: { exit: "z" } }, { kind: "json", value: { exit: "b" } });
    const { outcome, usage } = await ask(whole, { schema }, api);
    expect(outcome).toMatchObject({ answer: { data: { exit: "b" } } });
    expect(usage.output).toBe(6);
  });

  test("hands calls of tools over, and takes their results", async () => {
    whole.script({ kind: "tools", calls: [{ name: "find_order", arguments: { id: "7" } }] });
    const { outcome } = await ask(whole, { tools }, api);
    const { calls } = (outcome as unknown as { answer: { calls: { id: string }[] } }).answer;
    expect(calls).toMatchObject([{ name: "find_order", arguments: '{"id":"7"}' }]);
    const [call] = calls as unknown as { id: string; name: string; arguments: string }[];
    const again = await ask(
      whole,
      {
        tools,
        messages: [
          { role: "user", content: "Where is 7?" },
          { role: "assistant", content: "", calls: call ? [call] : [] },
          { role: "tool", callId: call?.id ?? "", content: "On its way" },
        ],
      },
      api,
    );
    expect(again.outcome).toMatchObject({ answer: { text: "You said: Where is 7?" } });
    expect(whole.refusals).toEqual([]);
  });

  test.each([
    [{ kind: "refuse", text: "No" } as const, "llm.declined"],
    [{ kind: "nothing" } as const, "llm.empty-answer"],
    [{ kind: "text", text: "" } as const, "llm.empty-answer"],
    [{ kind: "text", text: "Half an", finish: "length" } as const, "llm.cut-answer"],
    [{ kind: "text", text: "Well", finish: "content_filter" } as const, "llm.filtered"],
    [{ kind: "status", status: 401 } as const, "llm.not-allowed"],
    [{ kind: "status", status: 418 } as const, "llm.refused"],
    [{ kind: "raw", body: "null" } as const, expect.stringMatching(/^llm\.(empty|broken)-answer$/)],
    [{ kind: "raw", body: '{"choices":"x","output":7}' } as const, "llm.empty-answer"],
  ])("never ends in silence: %j", async (answer, code) => {
    whole.script(answer, answer);
    const { outcome } = await ask(whole, {}, api);
    expect(outcome).toMatchObject({ error: { code, message: expect.stringMatching(/\w/) } });
  });

  test.each([
    { kind: "cut", text: "The answer is here" },
    { kind: "raw", body: '{"choices":[{' },
  ] as const)("asks once more after an answer that broke off: %j", async (answer) => {
    whole.script(answer);
    expect((await ask(whole, {}, api)).outcome).toMatchObject({ answer: { text: "You said: Hi" } });
    whole.script(answer, answer);
    expect((await ask(whole, {}, api)).outcome).toMatchObject({
      error: { code: "llm.broken-answer" },
    });
  });

  test.each([{ kind: "stall" }, { kind: "stall", text: "The answer is here" }] as const)(
    "gives up in time: %j",
    async (answer) => {
      whole.script(answer, answer, answer);
      const { outcome } = await ask(whole, { timeoutMs: 300 }, api);
      expect(outcome).toMatchObject({ error: { code: "llm.timeout" } });
      await expect.poll(() => whole.open()).toBe(0);
      whole.script();
    },
  );
});

describe("an endpoint", () => {
  test("that is busy is asked again when it says so", async () => {
    const double = await endpointWith({});
    double.script({ kind: "status", status: 429, retryAfterSeconds: 0 });
    expect((await ask(double)).outcome).toMatchObject({ answer: { text: "You said: Hi" } });
    const busy = { kind: "status", status: 429, retryAfterSeconds: 0 } as const;
    double.script(busy, busy, busy);
    expect((await ask(double)).outcome).toMatchObject({ error: { code: "llm.busy" } });
  });

  test("with one of the two interfaces is asked by that one", async () => {
    const double = await endpointWith({ chat: false });
    expect((await ask(double)).outcome).toMatchObject({ answer: { text: "You said: Hi" } });
    expect(double.asked.map((it) => it.api)).toEqual(["responses"]);
  });

  test.each([
    { jsonSchema: false },
    { temperature: false },
    { maxCompletionTokens: false },
    { jsonSchema: false, temperature: false, maxCompletionTokens: false },
  ])("that lacks %j is asked without", async (abilities) => {
    const double = await endpointWith(abilities);
    double.answerWith(() => ({ kind: "json", value: { exit: "a" } }));
    const { outcome } = await ask(double, { schema, temperature: 0.2, maxOutputTokens: 100 });
    expect(outcome).toMatchObject({ answer: { data: { exit: "a" } } });
    const body = double.asked[0]?.body ?? {};
    expect(body.max_completion_tokens ?? body.max_tokens).toBe(100);
  });

  test("without tools fails, and does not pretend to have looked", async () => {
    const double = await endpointWith({ tools: false });
    expect((await ask(double, { tools })).outcome).toMatchObject({
      error: { code: "llm.refused" },
    });
  });

  test("is left when the caller gives up", async () => {
    const double = await endpointWith({});
    double.script({ kind: "stall" });
    const caller = new AbortController();
    const asking = ask(double, {}, "chat", caller.signal);
    await expect.poll(() => double.open()).toBe(1);
    caller.abort();
    expect((await asking).outcome).toMatchObject({ error: { code: "llm.timeout" } });
    await expect.poll(() => double.open()).toBe(0);
  });
});
