import { type FlowNode, nodeTypes } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { answerFields, answerOf, filledOf } from "./answer-fields.ts";
import type { PromptedEffect } from "./simulation.ts";

const place = { id: "t:0", flowId: "f", nodeId: "n" };
const request = { messages: [], useKnowledge: false, timeoutMs: 1 };

test("an AI that only talks needs one text", () => {
  const effect: PromptedEffect = { ...place, type: "callLlm", request };
  expect(answerFields(effect, undefined, {}).map((it) => it.label)).toEqual(["aiSays"]);
  expect(answerOf(effect, { text: "Hello" })).toEqual({ text: "Hello" });
});

test("exits and facts are asked for by their names and get their types", () => {
  const node = {
    id: "n",
    type: "llm",
    position: { x: 0, y: 0 },
    data: nodeTypes.llm.example,
  } as FlowNode;
  const schema = {
    type: "object",
    properties: {
      reply: { type: "string" },
      exit: { type: "string", enum: ["human", "none"] },
      extracted: {
        type: "object",
        properties: { value0: { type: ["number", "null"], description: "budget: to spend" } },
      },
    },
  };
  const effect: PromptedEffect = { ...place, type: "callLlm", request: { ...request, schema } };
  const fields = answerFields(effect, node, {});
  expect(fields.map((it) => [it.label, it.name])).toEqual([
    ["aiSays", undefined],
    ["chooses", undefined],
    ["findsOut", "budget: to spend"],
  ]);
  expect(fields[1]?.options).toEqual([
    { value: "human", label: "Wants a person" },
    { value: "none", label: "" },
  ]);
  const filled = {
    "data/reply": "Sure",
    "data/exit": "none",
    "data/extracted/value0": "500",
  };
  const answer = {
    text: "Sure",
    data: { reply: "Sure", exit: "none", extracted: { value0: 500 } },
  };
  expect(answerOf(effect, filled)).toEqual(answer);
  expect(filledOf(fields, answer)).toEqual(filled);
  expect(answerOf(effect, { ...filled, "data/extracted/value0": "" })).toMatchObject({
    data: { extracted: { value0: null } },
  });
});

test("an HTTP answer is a status and a body, JSON or plain text", () => {
  const effect: PromptedEffect = {
    ...place,
    type: "callHttp",
    request: { method: "GET", url: "https://a.example", headers: [], timeoutMs: 1, retries: 0 },
  };
  expect(answerFields(effect, undefined, { a: 1 }).map((it) => it.label)).toEqual([
    "status",
    "body",
  ]);
  expect(answerOf(effect, { status: "404", body: "gone" })).toEqual({ status: 404, body: "gone" });
  expect(answerOf(effect, { status: "200", body: '{"a":1}' })).toEqual({
    status: 200,
    body: { a: 1 },
  });
});
