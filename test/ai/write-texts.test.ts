import { afterAll, beforeAll, expect, test } from "vitest";
import { type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";
import { routes, startWorld, type World } from "../support/world.ts";

const { writeText, translateTexts } = routes.flowWriting;
let world: World;
let llm: LlmDouble;
beforeAll(async () => {
  [world, llm] = await Promise.all([startWorld(), startLlm()]);
});
afterAll(async () => {
  await world.close();
  await llm.close();
});

const lastAsked = () => JSON.stringify(llm.asked.at(-1)?.messages);

test("says what is missing without a connection", async () => {
  const body = { prompt: "Thank them", language: "en" };
  const { text, problem } = await world.call(writeText, { as: "editor", body });
  expect(text).toBeUndefined();
  expect(problem?.code).toMatch(/^llm\./);
});

test("writes a text within its limit, and rewrites one", async () => {
  const connection = { name: "D", baseUrl: llm.baseUrl, apiKey: llm.key, model: "double-small" };
  await world.call(routes.ai.addAiConnection, { body: connection });
  llm.script({ kind: "text", text: "  Thank you, {{ contact.firstName }}!  " });
  const body = {
    prompt: "Thank them",
    text: "Thx {{ contact.firstName }}",
    language: "en",
    most: 12,
  };
  expect(await world.call(writeText, { body })).toEqual({ text: "Thank you, {" });
  expect(lastAsked()).toContain("Thx {{ contact.firstName }}");
  expect(lastAsked()).toContain("at most 12 characters");
});

test("translates texts in their order, and leaves out those that lost a variable", async () => {
  const texts = [
    { key: "a/text", text: "Hello {{ name }}" },
    { key: "b/text", text: "Bye {{ name }}" },
  ];
  const translations = [
    { number: 2, text: "Tạm biệt" },
    { number: 1, text: "Xin chào {{ name }}" },
  ];
  llm.script({ kind: "json", value: { translations } });
  const body = { from: "en", to: "vi", texts };
  expect(await world.call(translateTexts, { as: "editor", body })).toEqual({
    items: [{ key: "a/text", text: "Xin chào {{ name }}" }],
    problem: expect.objectContaining({ code: "texts.incomplete" }),
  });
});
