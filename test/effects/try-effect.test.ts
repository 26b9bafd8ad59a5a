import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { type AnsweringServer, startAnsweringServer } from "./answering-server.ts";

const { tryEffect } = routes.effects;
let outside: AnsweringServer;
let world: World;

beforeAll(async () => {
  outside = await startAnsweringServer();
  world = await startWorld({
    openai: { apiKey: "the-secret-key", baseUrl: outside.url, model: "small" },
    outboundAllowPrivate: true,
  });
});
beforeEach(() => {
  outside.seen.length = 0;
});
afterAll(async () => {
  await world.close();
  outside.close();
});

const asking = {
  effect: {
    type: "callLlm" as const,
    request: {
      messages: [{ role: "user" as const, content: "Hi" }],
      useKnowledge: false,
      timeoutMs: 5_000,
    },
  },
};
const fetching = {
  effect: {
    type: "callHttp" as const,
    request: {
      method: "GET" as const,
      url: "",
      headers: [],
      timeoutMs: 5_000,
      retries: 0,
    },
  },
};

test("asks the real model with the server's key and gives its answer", async () => {
  const message = { role: "assistant", content: "Hello there" };
  outside.answer = () => ({
    body: JSON.stringify({
      id: "1",
      object: "chat.completion",
      choices: [{ index: 0, finish_reason: "stop", message }],
    }),
  });
  const reply = await world.call(tryEffect, { as: "editor", body: asking });
  expect(reply).toMatchObject({ answer: { text: "Hello there", model: "small" } });
  expect(outside.seen[0]?.headers.authorization).toBe("Bearer the-secret-key");
  expect(JSON.stringify(reply)).not.toContain("the-secret-key");
});

test("calls the real address, and says why where that fails", async () => {
  outside.answer = () => ({ body: '{"status":"shipped"}' });
  const { request } = fetching.effect;
  const call = (url: string) =>
    world.call(tryEffect, {
      body: { effect: { type: "callHttp", request: { ...request, url } } },
    });
  expect(await call(outside.url)).toEqual({ answer: { status: 200, body: { status: "shipped" } } });
  outside.answer = () => ({ status: 404, body: '{"gone":true}' });
  expect(await call(outside.url)).toMatchObject({ error: { code: "http.status", status: 404 } });
  expect(await call("nowhere")).toMatchObject({ error: { code: "http.url-invalid" } });
});

test("runs code in the sandbox", async () => {
  const effect = {
    type: "runCode" as const,
    source: "return variables.a + 1;",
    scope: { variables: { a: 2 } },
    timeoutMs: 1_000,
  };
  expect(await world.call(tryEffect, { body: { effect } })).toEqual({ answer: 3 });
});

test("is for editors, and takes no effect of another kind", async () => {
  expect(await world.refusal(tryEffect, { as: "agent", body: asking })).toMatchObject({
    status: 403,
  });
  const effect = { type: "notify", to: "email", address: "a@example.com", text: "x" };
  expect(await world.refusal(tryEffect, { body: { effect } })).toMatchObject({
    status: 400,
  });
  expect(outside.seen).toEqual([]);
});

test("makes only a few calls of a workspace at once", async () => {
  outside.answer = () => "hang";
  const { request } = fetching.effect;
  const body = {
    effect: {
      type: "callHttp" as const,
      request: { ...request, url: outside.url, timeoutMs: 1_500 },
    },
  };
  const calls = [1, 2, 3].map(() => world.call(tryEffect, { body }));
  await expect.poll(() => outside.seen.length).toBe(3);
  expect(await world.refusal(tryEffect, { body })).toMatchObject({ code: "effects.too-many" });
  for (const reply of await Promise.all(calls)) {
    expect(reply).toMatchObject({ error: { code: "http.timeout" } });
  }
});
