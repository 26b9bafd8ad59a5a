import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type LlmAbilities, type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";
import { routes, startWorld, type World } from "../support/world.ts";

const { ai, effects, accounts } = routes;
let world: World;
const opened: LlmDouble[] = [];

beforeAll(async () => {
  world = await startWorld();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((it) => it.close()));
  const { items } = await world.call(ai.listAiConnections);
  for (const { id } of items) {
    await world.call(ai.removeAiConnection, { params: { connectionId: id } });
  }
});
afterAll(() => world.close());

async function endpointWith(abilities: LlmAbilities = {}, key?: string): Promise<LlmDouble> {
  const double = await startLlm(abilities, key);
  opened.push(double);
  return double;
}

async function connect(double: LlmDouble, change: object = {}) {
  const body = { name: "Ours", baseUrl: double.baseUrl, apiKey: double.key, ...change };
  return world.call(ai.addAiConnection, { as: "admin", body });
}

async function check(connectionId: string) {
  return world.call(ai.checkAiConnection, { as: "admin", params: { connectionId } });
}

function question(connectionId?: string) {
  const request = {
    messages: [{ role: "user" as const, content: "Hi" }],
    useKnowledge: false,
    timeoutMs: 5_000,
    ...(connectionId && { connectionId }),
  };
  return { body: { effect: { type: "callLlm" as const, request } } };
}

describe("a check", () => {
  test("lists the models and says what the endpoint can do", async () => {
    const double = await endpointWith();
    const { id } = await connect(double);
    expect(await check(id)).toEqual({
      ok: true,
      models: ["double-embed", "double-large", "double-small", "double-whisper"],
      model: "double-large",
      abilities: {
        chat: true,
        responses: true,
        tools: true,
        jsonSchema: true,
        streaming: true,
        embeddings: true,
        moderation: true,
        pictures: true,
        transcription: true,
      },
    });
    expect(double.refusals).toEqual([]);
    const { items } = await world.call(ai.listAiConnections, { as: "viewer" });
    expect(items[0]).toMatchObject({
      model: "double-large",
      embeddingModel: "double-embed",
      transcriptionModel: "double-whisper",
    });
  });

  test.each([
    ["tools", { tools: false }],
    ["jsonSchema", { jsonSchema: false }],
    ["streaming", { streaming: false }],
    ["embeddings", { embeddings: false }],
    ["moderation", { moderation: false }],
    ["pictures", { pictures: false }],
    ["transcription", { transcription: false }],
    ["responses", { responses: false }],
    ["chat", { chat: false }],
  ] as const)("notices that there is no %s", async (name, abilities) => {
    const { id } = await connect(await endpointWith(abilities));
    const { abilities: found, ok } = await check(id);
    expect(ok).toBe(true);
    const missing = Object.entries(found ?? {}).filter(([, can]) => !can);
    expect(missing.map(([it]) => it)).toEqual([name]);
  });

  test("works with an endpoint that lists no models, once one is named", async () => {
    const double = await endpointWith({ listsModels: false });
    const { id } = await connect(double);
    expect(await check(id)).toMatchObject({ ok: false });
    const body = { model: "double-small" };
    await world.call(ai.changeAiConnection, { params: { connectionId: id }, body });
    expect(await check(id)).toMatchObject({ ok: true, model: "double-small" });
  });

  test("says that the key is wrong, and keeps it as the connection's problem", async () => {
    const { id } = await connect(await endpointWith(), { apiKey: "sk-wrong" });
    expect(await check(id)).toMatchObject({ ok: false, code: "llm.not-allowed" });
    const { items } = await world.call(ai.listAiConnections);
    expect(items[0]?.problem).toBe("llm.not-allowed");
  });

  test("says that nobody is there", async () => {
    const double = await endpointWith();
    const { id } = await connect(double);
    await double.close();
    expect(await check(id)).toMatchObject({ ok: false, code: "llm.unreachable" });
  });
});

describe("the key", () => {
  test("is never returned, and is not in the store in the clear", async () => {
    const double = await endpointWith({}, "sk-very-secret-key");
    const made = await connect(double);
    const listed = await world.call(ai.listAiConnections);
    expect(JSON.stringify([made, listed, await check(made.id)])).not.toContain("very-secret");
    expect(made.hasKey).toBe(true);
  });

  test("does not follow the address to another server", async () => {
    const [mine, other] = [await endpointWith(), await endpointWith()];
    const { id } = await connect(mine);
    const params = { connectionId: id };
    const body = { baseUrl: other.baseUrl };
    expect(await world.refusal(ai.changeAiConnection, { params, body })).toMatchObject({
      status: 409,
      code: "ai.key-needed",
    });
    await world.call(ai.changeAiConnection, { params, body: { ...body, apiKey: other.key } });
    expect(await check(id)).toMatchObject({ ok: true });
  });

  test("can be removed for an endpoint that wants none", async () => {
    const { id } = await connect(await endpointWith({}, "none"));
    const params = { connectionId: id };
    const changed = await world.call(ai.changeAiConnection, { params, body: { apiKey: "" } });
    expect(changed.hasKey).toBe(false);
    expect(await check(id)).toMatchObject({ ok: true });
  });
});

test.each([
  ["ftp://a.example/v1", /https/],
  ["nowhere", /https/],
  ["https://u:p@a.example/v1", /password/],
  ["https://a.example/v1?key=1", /path/],
])("refuses the address %s", async (baseUrl, expected) => {
  const body = { name: "A", baseUrl };
  const problem = await world.refusal(ai.addAiConnection, { body });
  expect(problem).toMatchObject({ status: 400, code: "ai.address-invalid" });
  expect(problem.errors?.[0]).toMatchObject({
    at: "/baseUrl",
    message: expect.stringMatching(expected),
  });
});

test("a step asks the connection that it names, else the oldest", async () => {
  const [first, second] = [await endpointWith(), await endpointWith()];
  const a = await connect(first, { model: "double-small" });
  const b = await connect(second, { model: "double-small" });
  expect(a.isDefault).toBe(true);
  expect(b.isDefault).toBe(false);
  await world.call(effects.tryEffect, question());
  expect([first.asked.length, second.asked.length]).toEqual([1, 0]);
  await world.call(effects.tryEffect, question(b.id));
  expect([first.asked.length, second.asked.length]).toEqual([1, 1]);
  const gone = await world.call(effects.tryEffect, question("0123456789abcdef01234567"));
  expect(gone).toMatchObject({ error: { code: "llm.not-set-up" } });
  expect(await world.call(accounts.readWorkspace)).toMatchObject({ aiReady: true });
});

test("is for administrators", async () => {
  const body = { name: "A", baseUrl: "https://a.example/v1" };
  const refused = await world.refusal(ai.addAiConnection, { as: "editor", body });
  expect(refused.status).toBe(403);
});

describe("without OUTBOUND_ALLOW_PRIVATE", () => {
  let guarded: World;
  let inside: LlmDouble;
  beforeAll(async () => {
    inside = await startLlm();
    const { baseUrl, key: apiKey } = inside;
    guarded = await startWorld({
      outboundAllowPrivate: false,
      openai: { baseUrl, apiKey, model: "double-small" },
    });
  });
  afterAll(async () => {
    await guarded.close();
    await inside.close();
  });

  test("addresses of this network are refused, written out and behind a name", async () => {
    const written = { name: "A", baseUrl: "http://127.0.0.1:1/v1" };
    expect(await guarded.refusal(ai.addAiConnection, { body: written })).toMatchObject({
      code: "ai.address-invalid",
    });
    const body = { name: "A", baseUrl: inside.baseUrl.replace("127.0.0.1", "localhost") };
    const { id } = await guarded.call(ai.addAiConnection, { body });
    const params = { connectionId: id };
    expect(await guarded.call(ai.checkAiConnection, { params })).toMatchObject({
      ok: false,
      code: "llm.address-refused",
    });
    expect(inside.calls).toEqual([]);
  });

  test("the environment's connection is the default and may be private", async () => {
    const { items } = await guarded.call(ai.listAiConnections);
    expect(items[0]).toMatchObject({ id: "environment", isDefault: true, hasKey: true });
    const params = { connectionId: "environment" };
    expect(await guarded.call(ai.checkAiConnection, { params })).toMatchObject({ ok: true });
    expect(await guarded.call(effects.tryEffect, question())).toMatchObject({
      answer: { text: "You said: Hi" },
    });
  });
});
