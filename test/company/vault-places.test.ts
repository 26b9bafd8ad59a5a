import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";
import { type AnsweringServer, startAnsweringServer } from "../effects/answering-server.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";

const { ai, effects, secrets, webhooks } = routes;
let world: World;
let llm: LlmDouble;
let receiver: AnsweringServer;
beforeAll(async () => {
  [world, llm, receiver] = await Promise.all([
    startWorld(),
    startLlm({}, "sk-of-the-vault"),
    startAnsweringServer(),
  ]);
});
beforeEach(() => {
  receiver.seen.length = 0;
});
afterAll(async () => {
  await world.close();
  await llm.close();
  receiver.close();
});

type Kind = "apiKey" | "basic" | "signingKey";

async function add(name: string, kind: Kind, value: string, url: string): Promise<string> {
  const body = { name, kind, value, hosts: [new URL(url).host], note: "" };
  return (await world.call(secrets.createSecret, { body })).id;
}
const rotate = (secretId: string, value: string) =>
  world.call(secrets.rotateSecret, { params: { secretId }, body: { value, when: "now" } });
const secretOf = async (id: string) =>
  (await world.call(secrets.listSecrets)).items.find((it) => it.id === id);
const useOf = (secretId: string) => world.call(secrets.readSecretUse, { params: { secretId } });

test("an AI connection takes its key from the vault, and a new value reaches it", async () => {
  const secretId = await add("LLM_KEY", "apiKey", "an old key", llm.baseUrl);
  await add("LOGIN", "basic", "ann:word", llm.baseUrl);
  await add("ELSEWHERE", "apiKey", "sk-1", "https://api.example.com");
  const body = { name: "Ours", baseUrl: llm.baseUrl };
  for (const keySecret of ["LOGIN", "ELSEWHERE", "NOBODY"]) {
    await expect(
      world.refusal(ai.addAiConnection, { body: { ...body, keySecret } }),
    ).resolves.toMatchObject({ code: "secret.not-usable" });
  }
  const made = await world.call(ai.addAiConnection, { body: { ...body, keySecret: "LLM_KEY" } });
  expect(made).toMatchObject({ hasKey: true, keySecret: "LLM_KEY" });
  const params = { connectionId: made.id };
  expect(await world.call(ai.checkAiConnection, { params })).toMatchObject({ ok: false });
  await rotate(secretId, llm.key);
  expect(await world.call(ai.checkAiConnection, { params })).toMatchObject({ ok: true });
  expect((await secretOf(secretId))?.usedAt).toBeDefined();
  expect(await useOf(secretId)).toMatchObject({ connections: [{ id: made.id, name: "Ours" }] });

  await world.call(secrets.deleteSecret, { params: { secretId } });
  const request = {
    messages: [{ role: "user" as const, content: "Hi" }],
    useKnowledge: false,
    timeoutMs: 5_000,
    connectionId: made.id,
  };
  const asked = { body: { effect: { type: "callLlm" as const, request } } };
  expect(await world.call(effects.tryEffect, asked)).toMatchObject({
    error: { code: "llm.not-allowed", message: 'The vault has no secret "LLM_KEY"' },
  });
  const own = { params, body: { apiKey: llm.key } };
  const changed = await world.call(ai.changeAiConnection, own);
  expect(changed.hasKey).toBe(true);
  expect(changed.keySecret).toBeUndefined();
  expect(await world.call(ai.checkAiConnection, { params })).toMatchObject({ ok: true });
});

test("a webhook signs with a key of the vault and sends its headers, and new values reach it", async () => {
  const url = `${receiver.url}/hooks`;
  const signId = await add("HOOK_SIGN", "signingKey", "first key", url);
  const tokenId = await add("HOOK_TOKEN", "apiKey", "token-1", url);
  const fields = { url, description: "ERP", events: [] };
  for (const name of ["Content-Type", "webhook-id"]) {
    const headers = [{ name, value: "x" }];
    await expect(
      world.refusal(webhooks.createWebhook, { body: { ...fields, headers } }),
    ).resolves.toMatchObject({ code: "webhook.header" });
  }
  const headers = [{ name: "Authorization", value: "Bearer {{secret.HOOK_TOKEN}}" }];
  const { webhook } = await world.call(webhooks.createWebhook, {
    body: { ...fields, signingSecret: "HOOK_SIGN", headers },
  });
  expect(webhook).toMatchObject({ signingSecret: "HOOK_SIGN", headers });
  await expectDelivery("first key", "token-1");
  await rotate(signId, "second key");
  await rotate(tokenId, "token-2");
  await expectDelivery("second key", "token-2");
  const place = { webhooks: [{ id: webhook.id, name: "ERP" }] };
  expect(await useOf(signId)).toMatchObject(place);
  expect(await useOf(tokenId)).toMatchObject(place);
  expect((await secretOf(signId))?.usedAt).toBeDefined();
  expect((await secretOf(tokenId))?.usedAt).toBeDefined();

  const params = { webhookId: webhook.id };
  await expect(
    world.refusal(webhooks.updateWebhook, { params, body: { url: "https://example.org/" } }),
  ).resolves.toMatchObject({ code: "secret.not-usable" });
  await world.call(secrets.deleteSecret, { params: { secretId: tokenId } });
  await world.call(webhooks.testWebhook, { params });
  await until(async () => {
    const [newest] = (await world.call(webhooks.listDeliveries, { params })).items;
    return newest?.problem?.code === "webhook.secret-missing";
  });
  const again = await world.call(webhooks.updateWebhook, {
    params,
    body: { signingSecret: "", headers: [] },
  });
  expect(again.signingSecret).toBeUndefined();

  async function expectDelivery(key: string, token: string): Promise<void> {
    receiver.seen.length = 0;
    await world.call(webhooks.testWebhook, { params: { webhookId: webhook.id } });
    await until(async () => receiver.seen.length === 1);
    const [seen] = receiver.seen;
    const { "webhook-id": id, "webhook-timestamp": at } = seen?.headers ?? {};
    const signed = createHmac("sha256", key).update(`${id}.${at}.${seen?.body}`).digest("base64");
    expect(seen?.headers["webhook-signature"]).toBe(`v1,${signed}`);
    expect(seen?.headers.authorization).toBe(`Bearer ${token}`);
  }
});
